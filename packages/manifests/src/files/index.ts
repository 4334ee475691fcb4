export type { GeneratedFile } from './types';
