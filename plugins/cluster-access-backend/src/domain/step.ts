import { toIso, type SessionRecord } from './record';
import { absenceUnprovenUntil, carries, isGone } from './observation';
import { transition, type NewEvent, type Transition } from './transition';
import type { TargetView } from './view';
import { listed } from './text';

/** The next transition of one session, if there is one to make now. */
export function nextStep(
  session: SessionRecord,
  view: TargetView,
): Transition | undefined {
  switch (session.phase) {
    case 'approved':
      return blockedByStanding(session, view) ?? beginGrant(session, view);
    case 'granting':
      return granting(session, view);
    case 'active':
      return active(session, view);
    case 'revoking':
      return revoking(session, view);
    default:
      return undefined;
  }
}

function beginGrant(session: SessionRecord, { now }: TargetView): Transition {
  const expiresAt = now + session.durationSeconds * 1000;
  return transition(session, { phase: 'granting', expiresAt }, [
    event(
      now,
      'granting',
      `The access is being set up; it ends at ${toIso(expiresAt)}.`,
    ),
  ]);
}

function granting(
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

function active(
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

function revoking(
  session: SessionRecord,
  view: TargetView,
): Transition | undefined {
  const { observed, now, settings } = view;
  // Ended before anybody noticed that it was in place: it was, and that is told and recorded.
  if (
    observed &&
    session.activeAt === undefined &&
    carries(observed, session)
  ) {
    return transition(
      session,
      { activeAt: observed.createdAt.getTime(), bindingUid: observed.uid },
      [event(now, 'granted', `The access was in place (${observed.name}).`)],
      ['started'],
    );
  }
  if (isGone(session, view)) {
    return conclude(session, view);
  }
  const since = session.endingAt ?? now;
  if (observed && now - since >= settings.heldBackAfter) {
    const text =
      observed.state === 'deleting'
        ? `The binding ${
            observed.name
          } is marked for deletion and still there${heldBackText(
            observed,
          )}. The access may still work until it is gone.`
        : `The binding ${observed.name} could not be deleted yet; it is tried again and again. The access still works until it is gone.`;
    return say(session, now, text, 'held-back');
  }
  return undefined;
}

function conclude(session: SessionRecord, view: TargetView): Transition {
  const { observed, now, settings } = view;
  if (session.activeAt === undefined) {
    const phase = session.endReason === 'expired' ? 'failed' : 'cancelled';
    const text =
      phase === 'failed'
        ? 'The access could not be set up before its time ran out.'
        : 'Ended before the access was in place.';
    const message = [text, session.message].filter(Boolean).join(' ');
    return transition(session, { phase, endedAt: now, message }, [
      event(now, phase, text),
    ]);
  }
  const text = observed
    ? 'The access of this session is over; the binding stays for another session of the same person.'
    : 'The binding is gone.';
  return transition(
    session,
    {
      phase: 'revoked',
      endedAt: now,
      archiveNotBefore: now + settings.archiveSettle,
      message: observed ? text : undefined,
    },
    [event(now, 'revoked', text)],
    ['ended'],
  );
}

function blockedByStanding(
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

/** A message that is not there yet. */
function say(
  session: SessionRecord,
  at: number,
  message: string,
  type = 'waiting',
): Transition | undefined {
  return session.message === message
    ? undefined
    : transition(session, { message }, [event(at, type, message)]);
}

function heldBackText({ heldBackBy }: { heldBackBy: string[] }): string {
  return heldBackBy.length > 0 ? `, held back by ${listed(heldBackBy)}` : '';
}

function event(at: number, type: string, message: string): NewEvent {
  return { at, type, message };
}

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
