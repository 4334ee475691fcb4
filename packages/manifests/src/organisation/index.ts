export { defaultOrganisation } from './defaults';
export type { Organisation } from './types';
