export { buildArchive } from './buildArchive';
export type { BuildArchiveOptions, BuiltArchive } from './buildArchive';
export { archiveFileName } from './fileName';
