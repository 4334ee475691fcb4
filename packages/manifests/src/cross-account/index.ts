export { crossAccountAccess } from './crossAccountAccess';
export type { CrossAccountAccess } from './crossAccountAccess';
export { crossAccountInput } from './input';
export type { CrossAccountInput } from './input';
