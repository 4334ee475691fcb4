import type { AccessRequestProblem } from './request';
import type { AccessSession, SessionEvent } from './session';

/**
 * The HTTP API under `/api/cluster-access`, as both sides of it know it:
 *
 * | route | answer |
 * | --- | --- |
 * | `GET /options` | `AccessOptions` of the caller |
 * | `POST /sessions` with an `AccessRequest` | 201 `AccessSession`; 422 `RefusedRequest` |
 * | `GET /sessions?scope=mine\|active\|all&limit&cursor` | `SessionPage` |
 * | `GET /sessions/:id` | `SessionDetails` |
 * | `POST /sessions/:id/end` | 200 `AccessSession`; a release by the holder, a revocation by anyone else |
 * | `GET /sessions/:id/archive` | the zip |
 */

/** @public */
export interface SessionPage {
  items: AccessSession[];
  nextCursor?: string;
}

/** @public */
export interface SessionDetails {
  session: AccessSession;
  timeline: SessionEvent[];
  /** What the caller may do with it now. */
  allowed: { end: boolean; downloadArchive: boolean };
}

/** Body of a 422: the request is outside what the policies allow. @public */
export interface RefusedRequest {
  error: { name: 'InputError'; message: string };
  problems: AccessRequestProblem[];
}

/** Signals channel on which a change of any session is told. @public */
export const SESSIONS_CHANNEL = 'cluster-access:sessions';

/** What the channel carries: no content, only which sessions to read again. @public */
export type SessionSignal = { sessionIds: string[] };
