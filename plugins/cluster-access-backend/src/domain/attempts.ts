import { carries } from './observation';
import { event, say } from './messages';
import { transition, type Transition } from './transition';
import type { TargetView } from './view';

/**
 * The platform refused to grant: what waits for it fails with the platform's reason. What is in place stays.
 *
 * @param reason - as the platform gave it
 */
export function refuse(
  { sessions, observed, now }: TargetView,
  reason: string,
): Transition[] {
  return sessions
    .filter(
      session =>
        session.phase === 'granting' &&
        !(observed && carries(observed, session)),
    )
    .map(session =>
      transition(
        session,
        {
          phase: 'failed',
          endedAt: now,
          message: `The platform refused it: ${reason}`,
        },
        [event(now, 'failed', `The platform refused it: ${reason}`)],
      ),
    );
}

/** What keeps an attempt from coming through is told to those who wait for it. */
export function troubled(
  { sessions, now }: TargetView,
  problem: string,
): Transition[] {
  return sessions
    .filter(({ phase }) => phase === 'granting' || phase === 'revoking')
    .flatMap(
      session =>
        say(
          session,
          now,
          `It did not come through yet and is tried again: ${problem}`,
          'retrying',
        ) ?? [],
    );
}
