import { formatDuration } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { carries } from './observation';
import { toIso, type SessionRecord } from './record';
import { event, heldBackText, say } from './messages';
import { listed } from './text';
import { transition, type Transition } from './transition';
import type { TargetView } from './view';

/** A request that waited for longer is not begun any more: what allowed it may not hold any more. */
export const staleAfterMs = 15 * 60_000;

/** Sets the end, from which the time of the access counts. */
export function beginGrant(
  session: SessionRecord,
  { now }: TargetView,
): Transition {
  if (now - session.requestedAt > staleAfterMs) {
    const message = `Nobody could set the access up within ${formatDuration(
      staleAfterMs / 1000,
    )}. Ask again if you still need it.`;
    return transition(session, { phase: 'failed', endedAt: now, message }, [
      event(now, 'failed', message),
    ]);
  }
  const expiresAt = now + session.durationSeconds * 1000;
  return transition(session, { phase: 'granting', expiresAt }, [
    event(
      now,
      'granting',
      `The access is being set up; it ends at ${inWords(expiresAt)}.`,
    ),
  ]);
}

/** The next step of a session whose binding is being written. */
export function granting(
  session: SessionRecord,
  view: TargetView,
): Transition | undefined {
  const { observed, now } = view;
  const expired = session.expiresAt === undefined || session.expiresAt <= now;
  const inPlace = observed && carries(observed, session);
  // A binding that is on its way out, or whose time is over, was in place even if nobody said so in time.
  if (
    inPlace &&
    (observed.effective !== false || observed.state === 'deleting' || expired)
  ) {
    return becomeActive(session, view);
  }
  if (expired) {
    return transition(
      session,
      { phase: 'revoking', endingAt: now, endReason: 'expired' },
      [event(now, 'expired', 'The time is over before the access was set up.')],
    );
  }
  if (inPlace) {
    return say(
      session,
      now,
      'The binding is written; the cluster has not put it into effect yet.',
    );
  }
  if (observed?.state === 'deleting') {
    return say(
      session,
      now,
      `Waiting for the previous binding to go${heldBackText(observed)}.`,
    );
  }
  return blockedByStanding(session, view);
}

function becomeActive(
  session: SessionRecord,
  { observed, now }: TargetView,
): Transition {
  return transition(
    session,
    {
      phase: 'active',
      activeAt: now,
      bindingUid: observed?.uid,
      message: undefined,
    },
    [event(now, 'granted', `The access is in place (${observed?.name}).`)],
    ['started'],
  );
}

/** Fails a session whose holder has the access already, by a binding that is not managed here. */
export function blockedByStanding(
  session: SessionRecord,
  { observed, standing, now }: TargetView,
): Transition | undefined {
  if (observed || standing.length === 0) {
    return undefined;
  }
  const message = standingText(session, standing);
  return transition(session, { phase: 'failed', endedAt: now, message }, [
    event(now, 'failed', message),
  ]);
}

/** Why nothing is granted to someone who has it already. */
export function standingText(
  of: { holderName: string; role: string; clusterName: string },
  standing: Array<{ name: string }>,
): string {
  return `${of.holderName} has ${of.role} on ${
    of.clusterName
  } already, by the standing binding ${listed(
    standing.map(({ name }) => name),
  )}, which is not managed here. Use that one, or have it removed first.`;
}

/** Whole seconds, in a form that people read: 2026-11-21 03:17:55 UTC. */
function inWords(time: number): string {
  return toIso(time)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
