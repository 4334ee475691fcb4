import {
  hasEnded,
  type SessionEndReason,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { SessionRecord } from './record';
import { transition, type Transition } from './transition';

/**
 * The holder gives a session back, or someone else takes it back. Nothing where
 * it is on its way out already.
 *
 * @param actor - entity reference of the person
 * @param now - milliseconds since the epoch
 */
export function endSession(
  session: SessionRecord,
  actor: string,
  now: number,
): Transition | undefined {
  if (hasEnded(session.phase) || session.phase === 'revoking') {
    return undefined;
  }
  const release = actor === session.holder;
  const event = {
    at: now,
    type: release ? 'release-asked' : 'revocation-asked',
    actor,
    message: release
      ? `${session.holderName} is done and gives the access back.`
      : `${actor} takes the access back.`,
  };
  const endReason: SessionEndReason = release ? 'released' : 'revoked';
  if (session.phase === 'requested' || session.phase === 'approved') {
    return transition(
      session,
      {
        phase: 'cancelled',
        endedAt: now,
        endReason,
        endedBy: actor,
        message: 'Ended before the access was granted.',
      },
      [
        event,
        { at: now, type: 'cancelled', message: 'Nothing had been granted.' },
      ],
    );
  }
  return transition(
    session,
    {
      phase: 'revoking',
      endingAt: now,
      endReason,
      endedBy: actor,
      message: undefined,
    },
    [event],
  );
}
