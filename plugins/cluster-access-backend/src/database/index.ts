export { DatabaseSessionStore } from './DatabaseSessionStore';
export { matchesFilter } from './filters';
export { migrate, openDatabase } from './migrate';
export {
  DatabaseOutboxStore,
  type OutboxEntry,
  type OutboxStore,
} from './OutboxStore';
export type { SessionFilter, SessionQuery, SessionStore } from './SessionStore';
