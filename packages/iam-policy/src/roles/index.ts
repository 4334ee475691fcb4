export { rolePairInput } from './input';
export type { RolePairInput } from './input';
export { buildRolePair } from './pair';
export { serviceAccess, serviceBuilders } from './services';
export type { ServiceAccess } from './services';
export type * from './types';
