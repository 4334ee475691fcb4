export { externalSecret } from './externalSecret';
export { externalSecretInput } from './externalSecretInput';
export type { ExternalSecretInput } from './externalSecretInput';
export { forceSync } from './forceSync';
export { secretStore, secretStoreInput } from './secretStore';
export type { SecretStoreInput } from './secretStore';
export { vaultSecretStore, vaultSecretStoreInput } from './vaultStore';
export type { VaultSecretStoreInput } from './vaultStore';
export * from './kes';
