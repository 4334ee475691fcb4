import type {
  AccessOptions,
  AccessRequest,
  AccessSession,
  SessionDetails,
  SessionPage,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/** Which sessions a list shows: one's own, those that are not over yet, or all that one may read. @public */
export type SessionScope = 'mine' | 'active' | 'all';

/** @public */
export interface ListSessionsOptions {
  scope: SessionScope;
  /** How many at most. */
  limit?: number;
  /** Where the page before ended. */
  cursor?: string;
  signal?: AbortSignal;
}

/**
 * What the pages need of the backend.
 *
 * Failed calls reject with a `ResponseError`, which carries the status code.
 *
 * @public
 */
export interface ClusterAccessApi {
  /** What the signed-in person may ask for. */
  getOptions(options?: { signal?: AbortSignal }): Promise<AccessOptions>;
  /**
   * Asks for access. Sent again with the same idempotency key, a request is granted only once.
   *
   * @throws AccessRefusedError when the request is outside the policies.
   */
  requestAccess(
    request: AccessRequest,
    options: { idempotencyKey: string },
  ): Promise<AccessSession>;
  listSessions(options: ListSessionsOptions): Promise<SessionPage>;
  getSession(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<SessionDetails>;
  /** A release when the signed-in person holds the session, a revocation otherwise. */
  endSession(id: string): Promise<AccessSession>;
  /** The zip with the audit lines of a session. */
  downloadArchive(id: string): Promise<Blob>;
}
