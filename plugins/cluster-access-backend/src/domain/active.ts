import { absenceUnprovenUntil } from './observation';
import type { SessionRecord } from './record';
import { event } from './messages';
import { transition, type Transition } from './transition';
import type { TargetView } from './view';

/** An active session whose time is over. */
export function isDue(session: SessionRecord, now: number): boolean {
  return (
    session.phase === 'active' &&
    (session.expiresAt === undefined || session.expiresAt <= now)
  );
}

export function expire(session: SessionRecord, now: number): Transition {
  return transition(
    session,
    {
      phase: 'revoking',
      endingAt: now,
      endReason: 'expired',
      message: undefined,
    },
    [event(now, 'expired', 'The time is over.')],
  );
}

/** The next step of a session whose access is in place. */
export function active(
  session: SessionRecord,
  view: TargetView,
): Transition | undefined {
  const { observed, now, settings } = view;
  if (isDue(session, now)) {
    return expire(session, now);
  }
  if (observed?.state === 'deleting') {
    return transition(
      session,
      {
        phase: 'revoking',
        endingAt: now,
        endReason: 'lost',
        message: 'The binding is being deleted from outside.',
      },
      [
        event(
          now,
          'lost',
          `Someone else deletes the binding ${observed.name} before its time.`,
        ),
      ],
    );
  }
  if (!observed && absenceUnprovenUntil(session, view) === undefined) {
    return transition(
      session,
      {
        phase: 'revoked',
        endingAt: now,
        endedAt: now,
        endReason: 'lost',
        archiveNotBefore: now + settings.archiveSettle,
        message: 'The binding was deleted from outside.',
      },
      [
        event(
          now,
          'lost',
          'The binding is gone before its time; it was deleted from outside.',
        ),
      ],
      ['ended'],
    );
  }
  return undefined;
}
