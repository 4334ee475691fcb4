export { roleName } from './names';
export { platformFields } from './accounts';
export { rolePairInput } from './input';
export type { RolePairInput } from './input';
export { lintRolePair } from './lint';
export type { PairFinding } from './lint';
export { buildRolePair } from './pair';
export { serviceAccess } from './services';
export type { ServiceAccess } from './services';
export {
  externalTrust,
  irsaTrust,
  oidcProviderArn,
  podIdentityTrust,
  serviceTrust,
} from './trust';
export type * from './types';
export { chainOf } from './verification/chain';
export { verifyRolePair } from './verify';
export type { PairVerification, UnaskedAccess, VerifyOptions } from './verify';
