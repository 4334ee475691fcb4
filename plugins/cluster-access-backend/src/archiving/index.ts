export { Archivist, type ArchivistOptions } from './Archivist';
