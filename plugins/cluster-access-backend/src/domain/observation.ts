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
  if (session.activeAt === undefined || session.bindingUid === undefined) {
    return undefined;
  }
  if (view.lastSeenUid === session.bindingUid) {
    return undefined;
  }
  const until = session.activeAt + view.settings.cacheLag;
  return until > view.now ? until : undefined;
}

/** Whether a session that is being revoked has nothing left in the cluster. */
export function isGone(session: SessionRecord, view: TargetView): boolean {
  const { observed, sessions, now } = view;
  if (!observed) {
    return absenceUnprovenUntil(session, view) === undefined;
  }
  if (carries(observed, session)) {
    return false;
  }
  // A binding without the session's mark is still its binding, unless it lives on for another session.
  return (
    observed.uid !== session.bindingUid ||
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
