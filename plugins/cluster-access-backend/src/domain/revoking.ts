import { carries, isGone } from './observation';
import type { SessionRecord } from './record';
import { event, heldBackText, say } from './messages';
import { transition, type Transition } from './transition';
import type { TargetView } from './view';

/** The next step of a session whose access is being taken away. */
export function revoking(
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
