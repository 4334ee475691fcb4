export { accessOf } from './accessOf';
export type { CallAccess } from './request';
