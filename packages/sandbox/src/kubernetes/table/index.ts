export { ageOf, humanDuration } from './duration';
export { compileJsonPath } from './json-path';
export { type IncludedObject, partialMetadata, toTable } from './table';
