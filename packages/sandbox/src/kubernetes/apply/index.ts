export { applyServerSide, trackUpdate } from './apply';
export type { WriteContext } from './apply';
export { builtInMergeSchema } from './builtIn';
export { conflictStatus } from './conflicts';
export type { ApplyConflict, ConflictStatus } from './conflicts';
export { mergeSchemaOf } from './mergeSchema';
export type { MapType, MergeType } from './mergeType';
