export { manifestFiles } from './manifestFiles';
export type { GeneratedFile } from './types';
