import {
  aGrant,
  aHold,
  anActiveSession,
  aSession,
  minute,
  start,
  target,
} from '../__testUtils__/examples';
import { decide } from './decide';
import type { TargetView } from './view';

const settings = {
  prepareAhead: 5000,
  cacheLag: 5000,
  heldBackAfter: 10_000,
  archiveSettle: 60_000,
};
const end = start + 15 * minute;

function at(now: number, view: Partial<TargetView>) {
  return decide({
    target,
    sessions: [],
    standing: [],
    prepared: false,
    now,
    settings,
    ...view,
  });
}

const changes = (decision: ReturnType<typeof decide>) =>
  Object.fromEntries(
    decision.transitions.map(({ session, change }) => [session.id, change]),
  );
const notices = (decision: ReturnType<typeof decide>) =>
  decision.transitions.flatMap(one => one.notices);

describe('a request that nobody could begin in time', () => {
  it('is not granted any more: what allowed it may not hold any more', () => {
    const decision = at(start + 15 * minute + 1, { sessions: [aSession()] });
    expect(changes(decision).s1).toMatchObject({
      phase: 'failed',
      message: expect.stringMatching(/within 15 minutes\. Ask again/),
    });
    expect(decision.action).toBeUndefined();
    const inTime = at(start + 15 * minute, { sessions: [aSession()] });
    expect(changes(inTime).s1.phase).toBe('granting');
  });
});

describe('granting', () => {
  const granting = aSession({ phase: 'granting', expiresAt: end });

  it('sets the end and grants in one go', () => {
    const decision = at(start, { sessions: [aSession()] });
    expect(changes(decision)).toEqual({
      s1: { phase: 'granting', expiresAt: end },
    });
    expect(decision.action).toEqual({ type: 'grant', holds: [aHold()] });
    expect(decision.wakeAt).toBe(end - 5000);
  });

  it('repeats the grant until the binding is seen', () => {
    expect(at(start + 10, { sessions: [granting] }).action?.type).toBe('grant');
  });

  it('is active once the binding carries the session, and tells people', () => {
    const decision = at(start + 10, {
      sessions: [granting],
      observed: aGrant(),
    });
    expect(changes(decision).s1).toMatchObject({
      phase: 'active',
      activeAt: start + 10,
      bindingUid: 'uid-1',
    });
    expect(notices(decision)).toEqual(['started']);
    expect(decision.action).toBeUndefined();
  });

  it('waits while the platform says that the rights are not in effect', () => {
    const decision = at(start + 10, {
      sessions: [granting],
      observed: aGrant({ effective: false }),
    });
    expect(changes(decision).s1.phase).toBeUndefined();
    expect(changes(decision).s1.message).toMatch(/not put it into effect/);
  });

  it('waits for the previous binding to go, and says what holds it', () => {
    const decision = at(start + 10, {
      sessions: [granting],
      observed: aGrant({
        holds: [],
        state: 'deleting',
        heldBackBy: ['rancher'],
      }),
    });
    expect(changes(decision).s1).toEqual({
      message: 'Waiting for the previous binding to go, held back by rancher.',
    });
    expect(decision.action).toBeUndefined();
  });

  it.each(['approved', 'granting'] as const)(
    'fails when %s and a standing binding is in the way',
    phase => {
      const decision = at(start, {
        sessions: [aSession({ phase, expiresAt: end })],
        standing: [{ name: 'crtb-abcde', uid: 'x' }],
      });
      expect(changes(decision).s1.phase).toBe('failed');
      expect(changes(decision).s1.message).toMatch(/crtb-abcde.*not managed/);
      expect(decision.action).toBeUndefined();
    },
  );

  it('fails when it did not come about in time, once that is certain', () => {
    const decision = at(end, { sessions: [granting] });
    expect(changes(decision).s1).toMatchObject({
      phase: 'revoking',
      endReason: 'expired',
    });
    const ending = aSession({
      phase: 'revoking',
      endReason: 'expired',
      endingAt: end,
      message: 'The cluster did not answer.',
    });
    expect(at(end + 4999, { sessions: [ending] })).toMatchObject({
      transitions: [],
      wakeAt: end + 5000,
    });
    const certain = at(end + 5000, { sessions: [ending] });
    expect(changes(certain).s1).toEqual({
      phase: 'failed',
      endedAt: end + 5000,
      message:
        'The access could not be set up before its time ran out. The cluster did not answer.',
    });
    expect(notices(certain)).toEqual([]);
  });

  it('records access that was in place although nobody noticed in time', () => {
    const decision = at(end, { sessions: [granting], observed: aGrant() });
    expect(changes(decision).s1.phase).toBe('active');
    expect(decision.action?.type).toBe('revoke');
  });
});

describe('an overlap', () => {
  const first = anActiveSession();
  const later = end + 15 * minute;
  const hold2 = aHold({ sessionId: 's2', expiresAt: new Date(later) });

  it('adds the second session to the same binding', () => {
    const decision = at(start + minute, {
      sessions: [
        first,
        aSession({ id: 's2', phase: 'granting', expiresAt: later }),
      ],
      observed: aGrant(),
    });
    expect(decision.action).toEqual({ type: 'grant', holds: [aHold(), hold2] });
  });

  it('keeps the binding for the second when the first ends', () => {
    const second = anActiveSession({ id: 's2', expiresAt: later });
    const both = aGrant({ holds: [aHold(), hold2] });
    const expiry = at(end, { sessions: [first, second], observed: both });
    expect(changes(expiry).s1.phase).toBe('revoking');
    expect(expiry.action).toEqual({ type: 'grant', holds: [hold2] });

    const after = at(end + 10, {
      sessions: [{ ...first, phase: 'revoking', endingAt: end }, second],
      observed: aGrant({ holds: [hold2] }),
    });
    expect(changes(after)).toMatchObject({ s1: { phase: 'revoked' } });
    expect(after.action).toBeUndefined();
  });
});

describe('the end', () => {
  const revoking = anActiveSession({
    phase: 'revoking',
    endReason: 'expired',
    endingAt: end,
  });

  it('revokes at the time, not before', () => {
    const before = at(end - 1, {
      sessions: [anActiveSession()],
      observed: aGrant(),
      prepared: true,
    });
    expect(before).toEqual({
      adopt: [],
      transitions: [],
      action: undefined,
      wakeAt: end,
    });
    const due = at(end, { sessions: [anActiveSession()], observed: aGrant() });
    expect(changes(due).s1).toMatchObject({
      phase: 'revoking',
      endReason: 'expired',
    });
    expect(due.action?.type).toBe('revoke');
  });

  it('prepares once, shortly before', () => {
    const view = { sessions: [anActiveSession()], observed: aGrant() };
    expect(at(end - 5000, view).action?.type).toBe('prepare');
    expect(at(end - 5000, { ...view, prepared: true }).action).toBeUndefined();
  });

  it('is revoked only when the binding is gone', () => {
    const present = at(end + 10, { sessions: [revoking], observed: aGrant() });
    expect(present.transitions).toEqual([]);
    expect(present.action?.type).toBe('revoke');
    const gone = at(end + 20, { sessions: [revoking] });
    expect(changes(gone).s1).toMatchObject({
      phase: 'revoked',
      endedAt: end + 20,
    });
    expect(notices(gone)).toEqual(['ended']);
  });

  it('says who holds a deletion back, once, and does not ask again', () => {
    const stuck = aGrant({ state: 'deleting', heldBackBy: ['rancher'] });
    const decision = at(end + 10_000, {
      sessions: [revoking],
      observed: stuck,
    });
    expect(changes(decision).s1.message).toMatch(/held back by rancher/);
    expect(decision.action).toBeUndefined();
    const { message } = changes(decision).s1;
    const again = at(end + 20_000, {
      sessions: [{ ...revoking, message }],
      observed: stuck,
    });
    expect(again.transitions).toEqual([]);
  });

  it('takes our own finalizer off when nothing else is left', () => {
    const decision = at(end + 10, {
      sessions: [revoking],
      observed: aGrant({ state: 'deleting' }),
    });
    expect(decision.action?.type).toBe('revoke');
  });

  it('deletes the binding of a session even when its marks were removed', () => {
    const decision = at(end, {
      sessions: [anActiveSession()],
      observed: aGrant({ holds: [], expiresAt: undefined }),
    });
    expect(decision.action?.type).toBe('revoke');
    expect(
      at(end + 1, { sessions: [revoking], observed: aGrant({ holds: [] }) })
        .transitions,
    ).toEqual([]);
  });

  it('is cancelled when it ended before it was in place', () => {
    const decision = at(start + 6000, {
      sessions: [
        aSession({
          phase: 'revoking',
          endReason: 'released',
          endingAt: start + 10,
          expiresAt: end,
        }),
      ],
    });
    expect(changes(decision).s1.phase).toBe('cancelled');
    expect(notices(decision)).toEqual([]);
  });

  it('is recorded as access when it ended before anybody noticed that it was in place', () => {
    const decision = at(start + 20, {
      sessions: [
        aSession({
          phase: 'revoking',
          endReason: 'released',
          endingAt: start + 10,
          expiresAt: end,
        }),
      ],
      observed: aGrant(),
    });
    expect(changes(decision).s1).toEqual({
      activeAt: start,
      bindingUid: 'uid-1',
    });
    expect(decision.action?.type).toBe('revoke');
  });
});

describe('what happens behind our back', () => {
  it('is lost when the binding is gone before its time', () => {
    const decision = at(start + minute, { sessions: [anActiveSession()] });
    expect(changes(decision).s1).toMatchObject({
      phase: 'revoked',
      endReason: 'lost',
    });
    expect(notices(decision)).toEqual(['ended']);
    expect(decision.action).toBeUndefined();
  });

  it('does not take the lag of the watch for a loss', () => {
    const view = { sessions: [anActiveSession()] };
    expect(at(start + 4999, view)).toEqual({
      adopt: [],
      transitions: [],
      action: undefined,
      wakeAt: start + 5000,
    });
    const seen = at(start + 100, { ...view, lastSeenUid: 'uid-1' });
    expect(changes(seen).s1.endReason).toBe('lost');
  });

  it('lets a foreign deletion through', () => {
    const decision = at(start + minute, {
      sessions: [anActiveSession()],
      observed: aGrant({ state: 'deleting' }),
    });
    expect(changes(decision).s1).toMatchObject({
      phase: 'revoking',
      endReason: 'lost',
    });
    expect(decision.action?.type).toBe('revoke');
  });

  it('mends marks that were changed', () => {
    const longer = aGrant({
      holds: [aHold({ expiresAt: new Date(end + minute) })],
    });
    expect(
      at(start + minute, { sessions: [anActiveSession()], observed: longer })
        .action,
    ).toEqual({
      type: 'grant',
      holds: [aHold()],
    });
  });
});

describe('bindings that the database does not know', () => {
  it('takes their sessions over', () => {
    const decision = at(start + minute, { observed: aGrant() });
    expect(decision).toEqual({ adopt: [aHold()], transitions: [] });
  });

  it('deletes one whose session ended long ago', () => {
    const decision = at(end + minute, {
      sessions: [anActiveSession({ phase: 'archived' })],
      observed: aGrant(),
    });
    expect(decision.transitions).toEqual([]);
    expect(decision.action?.type).toBe('revoke');
  });

  it('deletes one without sessions when its own word says so, not before', () => {
    const observed = aGrant({ holds: [] });
    expect(at(end - 1, { observed })).toMatchObject({
      action: undefined,
      wakeAt: end,
    });
    expect(at(end, { observed }).action?.type).toBe('revoke');
  });

  it('never deletes one that does not say when it ends', () => {
    const decision = at(end + 1000 * minute, {
      observed: aGrant({ holds: [], expiresAt: undefined }),
    });
    expect(decision.action).toBeUndefined();
  });
});
