import { isSessionId } from './adopt';
import type { SessionRecord } from './record';
import { toHold } from './record';
import {
  absenceUnprovenUntil,
  belongsTo,
  isLive,
  sameHolds,
} from './observation';
import { nextStep } from './step';
import { applyTransition } from './transition';
import type { ClusterAction, Decision, TargetView } from './view';

/**
 * The next step for all sessions of one target: level-triggered, from what the database intends and what the cluster
 * shows, never from what happened before. Any step may be repeated.
 */
export function decide(view: TargetView): Decision {
  const known = new Set(view.sessions.map(session => session.id));
  const adopt = (view.observed?.holds ?? []).filter(
    hold => !known.has(hold.sessionId) && isSessionId(hold.sessionId),
  );
  if (adopt.length > 0) {
    return { adopt, transitions: [] };
  }
  const transitions = view.sessions.flatMap(
    session => nextStep(session, view) ?? [],
  );
  const after = new Map(view.sessions.map(session => [session.id, session]));
  for (const transition of transitions) {
    after.set(transition.session.id, applyTransition(transition));
  }
  const next = { ...view, sessions: [...after.values()] };
  return {
    adopt: [],
    transitions,
    action: nextAction(next),
    wakeAt: nextLook(next),
  };
}

function nextAction(view: TargetView): ClusterAction | undefined {
  const { observed, sessions, now } = view;
  const live = sessions.filter(session => isLive(session, now));
  if (observed?.state === 'deleting') {
    // Only our own finalizer is left: taking it off is what finishes the deletion, whoever asked for it.
    return observed.heldBackBy.length === 0
      ? { type: 'revoke', grant: observed }
      : undefined;
  }
  if (live.length === 0) {
    return observed && mayDelete(view)
      ? { type: 'revoke', grant: observed }
      : undefined;
  }
  const holds = live.flatMap(session =>
    session.expiresAt === undefined ? [] : [toHold(session, session.expiresAt)],
  );
  if (!observed) {
    const unproven = live.some(
      session => absenceUnprovenUntil(session, view) !== undefined,
    );
    return unproven ? undefined : { type: 'grant', holds };
  }
  if (!sameHolds(observed.holds, holds)) {
    return { type: 'grant', holds };
  }
  return !view.prepared && prepareTime(live, view) <= now
    ? { type: 'prepare', grant: observed }
    : undefined;
}

/** A binding goes when it is one of our sessions', or when its own word says that its time is over. */
function mayDelete({ observed, sessions, now }: TargetView): boolean {
  if (!observed) {
    return false;
  }
  return (
    sessions.some(session => belongsTo(observed, session)) ||
    (observed.expiresAt !== undefined && observed.expiresAt.getTime() <= now)
  );
}

function prepareTime(live: SessionRecord[], { settings }: TargetView): number {
  return (
    Math.max(...live.map(session => session.expiresAt ?? 0)) -
    settings.prepareAhead
  );
}

function nextLook(view: TargetView): number | undefined {
  const { observed, sessions, now, settings } = view;
  const live = sessions.filter(session => isLive(session, now));
  const times = [
    ...live.map(session => session.expiresAt),
    ...sessions.map(session => absenceUnprovenUntil(session, view)),
    ...sessions
      .filter(({ phase }) => phase === 'revoking')
      .map(session => (session.endingAt ?? now) + settings.heldBackAfter),
    ...(live.length > 0 && !view.prepared ? [prepareTime(live, view)] : []),
    ...(live.length === 0 ? [observed?.expiresAt?.getTime()] : []),
  ];
  const ahead = times.flatMap(time =>
    time !== undefined && time > now ? [time] : [],
  );
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}
