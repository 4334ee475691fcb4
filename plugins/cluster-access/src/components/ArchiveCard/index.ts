export { ArchiveCard } from './ArchiveCard';
