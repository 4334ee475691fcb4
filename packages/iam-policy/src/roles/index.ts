export type * from './types';
export { serviceAccess, serviceBuilders } from './services';
export type { ServiceAccess } from './services';
