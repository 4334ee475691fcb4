import type {
  GrantHold,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionRecord } from './record';
import type { TargetView } from './view';

/** Whether the binding carries the session. */
export function carries(
  grant: ObservedGrant | undefined,
  session: SessionRecord,
): boolean {
  return grant?.holds.some(hold => hold.sessionId === session.id) ?? false;
}

/** Clocks differ, and the API server tells only seconds. */
const clockTolerance = 60_000;

/**
 * Whether the binding is the session's: it carries it, it was seen to, or it lost all its marks and was made while the
 * session waited for one.
 */
export function belongsTo(
  grant: ObservedGrant,
  session: SessionRecord,
): boolean {
  if (carries(grant, session) || grant.uid === session.bindingUid) {
    return true;
  }
  return (
    session.bindingUid === undefined &&
    (session.phase === 'granting' || session.phase === 'revoking') &&
    grant.holds.length === 0 &&
    grant.createdAt.getTime() >= session.requestedAt - clockTolerance
  );
}

/** A session that has, or is about to get, its share in the binding. */
export function isLive(session: SessionRecord, now: number): boolean {
  return (
    (session.phase === 'granting' || session.phase === 'active') &&
    session.expiresAt !== undefined &&
    session.expiresAt > now
  );
}

/**
 * Until when the absence of a session's binding proves nothing: the watch cache may not show yet what was just written.
 * It proves something as soon as this replica has seen the binding.
 */
export function absenceUnprovenUntil(
  session: SessionRecord,
  view: TargetView,
): number | undefined {
  if (session.bindingUid && view.lastSeenUid === session.bindingUid) {
    return undefined;
  }
  // Whether a grant was still on its way when a session that never became active was ended, nobody knows.
  const written =
    session.activeAt ??
    (session.phase === 'revoking' ? session.endingAt : undefined);
  const until = (written ?? -Infinity) + view.settings.cacheLag;
  return until > view.now ? until : undefined;
}

/** Whether a session that is being revoked has nothing left in the cluster. */
export function isGone(session: SessionRecord, view: TargetView): boolean {
  const { observed, sessions, now } = view;
  if (absenceUnprovenUntil(session, view) !== undefined) {
    return false;
  }
  if (!observed) {
    return true;
  }
  if (carries(observed, session)) {
    return false;
  }
  // A binding without the session's mark is still its binding, unless it lives on for another session.
  return (
    !belongsTo(observed, session) ||
    sessions.some(other => isLive(other, now) && carries(observed, other))
  );
}

/** Whether the binding says exactly what it should. */
export function sameHolds(a: GrantHold[], b: GrantHold[]): boolean {
  const key = (hold: GrantHold) =>
    `${hold.sessionId} ${hold.expiresAt.getTime()}`;
  const keys = new Set(a.map(key));
  return a.length === b.length && b.every(hold => keys.has(key(hold)));
}
