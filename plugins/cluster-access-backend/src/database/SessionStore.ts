import type {
  SessionEvent,
  SessionPhase,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { NewSession } from '../domain/adopt';
import type { SessionRecord } from '../domain/record';
import type { Transition } from '../domain/transition';

/** What permission conditions on sessions boil down to: any of these values. */
export type SessionFilter =
  | { key: 'holder'; values: string[] }
  | { key: 'phase'; values: string[] };

export interface SessionQuery {
  holder?: string;
  phases?: readonly SessionPhase[];
  /** Only sessions that meet these conditions, or that this person holds. */
  visible?: { to: string; criteria: PermissionCriteria<SessionFilter> };
  limit: number;
  /** As an earlier answer gave it. */
  cursor?: string;
}

/**
 * Keeps sessions, their timelines, and the notices that go with them. Every write is one to a version that was read:
 * it is applied to that version or not at all.
 */
export interface SessionStore {
  /**
   * Writes sessions that are not there yet, with their timelines. One that is there already, by id or by the holder's
   * idempotency key, stays as it is.
   *
   * @returns ids of those that were written
   */
  insert(sessions: NewSession[]): Promise<Set<string>>;
  /**
   * Applies transitions with their timeline and outbox rows, all in one transaction. At most one a session.
   *
   * @returns ids of those that were applied; the others had changed meanwhile
   */
  transition(transitions: Transition[]): Promise<Set<string>>;

  get(id: string): Promise<SessionRecord | undefined>;
  getMany(ids: string[]): Promise<SessionRecord[]>;
  findByIdempotencyKey(
    holder: string,
    key: string,
  ): Promise<SessionRecord | undefined>;
  timeline(id: string): Promise<SessionEvent[]>;
  /** Newest first. Throws InputError on a cursor that is none. */
  list(
    query: SessionQuery,
  ): Promise<{ items: SessionRecord[]; nextCursor?: string }>;

  /** Sessions that the reconciler has still to bring to their end. */
  listOpen(): Promise<SessionRecord[]>;
  /** Open sessions in a phase that any replica may have written. */
  listIntents(): Promise<Array<{ id: string; version: number }>>;
  /** Revoked sessions whose archive is due, the longest due first. */
  listArchivable(now: number, limit: number): Promise<SessionRecord[]>;
}
