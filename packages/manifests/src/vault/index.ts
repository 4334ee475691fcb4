export { vaultAccess, vaultAccessInput } from './access';
export { vaultAgentInput, vaultAgentPatch } from './agent';
export { vaultMounts, vaultMountsInput } from './mounts';
export { vaultUserTrust, vaultUserTrustInput } from './userTrust';
