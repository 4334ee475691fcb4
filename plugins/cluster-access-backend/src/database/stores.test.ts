import { testDatabases } from '../__testUtils__/databases';
import type { Knex } from 'knex';
import { takeRequest, transition, type SessionRecord } from '../domain';
import { aSession, minute, start } from '../__testUtils__/examples';
import { DatabaseSessionStore } from './DatabaseSessionStore';
import { migrate } from './migrate';
import { DatabaseOutboxStore } from './OutboxStore';

const databases = testDatabases();
jest.setTimeout(60_000);

const fresh = (change: Partial<SessionRecord> = {}) =>
  takeRequest(aSession(change), 'engineers');
const happened = (type: string) => ({
  at: start + minute,
  type,
  message: type,
});

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;
  let store: DatabaseSessionStore;
  let outbox: DatabaseOutboxStore;

  beforeAll(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    store = DatabaseSessionStore.create({
      database: knex,
      notifiers: ['slack', 'mail'],
    });
    outbox = DatabaseOutboxStore.create({ database: knex });
  });

  afterEach(async () => {
    await knex('outbox').delete();
    await knex('session_events').delete();
    await knex('sessions').delete();
  });

  async function given(...sessions: SessionRecord[]) {
    await store.insert(
      sessions.map(session => ({ session, events: [], announced: false })),
    );
    return sessions;
  }

  it('keeps a session as it was written, with its timeline', async () => {
    const { session, events, announced } = fresh();
    expect(await store.insert([{ session, events, announced }])).toEqual(
      new Set(['s1']),
    );
    expect(await store.get('s1')).toEqual(session);
    expect(
      (await store.timeline('s1')).map(e => [e.sequence, e.type, e.actor]),
    ).toEqual([
      [1, 'requested', 'user:default/erin'],
      [2, 'approved', undefined],
    ]);
    expect(await store.get('nobody')).toBeUndefined();
  });

  it('takes a request with the same key once, for each holder', async () => {
    await store.insert([fresh({ id: 'a', idempotencyKey: 'k' })]);
    expect(
      await store.insert([fresh({ id: 'b', idempotencyKey: 'k' })]),
    ).toEqual(new Set());
    expect(
      await store.insert([
        fresh({ id: 'c', idempotencyKey: 'k', holder: 'user:default/sam' }),
      ]),
    ).toEqual(new Set(['c']));
    expect(
      (await store.findByIdempotencyKey('user:default/erin', 'k'))?.id,
    ).toBe('a');
    expect(await store.timeline('b')).toEqual([]);
  });

  it('applies a transition to the version it was decided on, once', async () => {
    const [session] = await given(aSession({ events: 0 }));
    const grant = transition(
      session,
      { phase: 'granting', expiresAt: start + minute },
      [happened('granting')],
    );
    expect(await store.transition([grant])).toEqual(new Set(['s1']));
    expect(await store.transition([grant])).toEqual(new Set());
    expect(await store.get('s1')).toMatchObject({
      phase: 'granting',
      version: 2,
      events: 1,
      expiresAt: start + minute,
    });
    expect(await store.timeline('s1')).toHaveLength(1);
  });

  it('takes fields away', async () => {
    const [session] = await given(aSession({ message: 'waiting' }));
    await store.transition([transition(session, { message: undefined })]);
    expect((await store.get('s1'))?.message).toBeUndefined();
  });

  it('applies a thousand at once, without those that changed meanwhile', async () => {
    const sessions = await given(
      ...Array.from({ length: 1000 }, (_, n) =>
        aSession({
          id: `s${n}`,
          phase: 'active',
          activeAt: start,
          expiresAt: start + minute,
          events: 0,
        }),
      ),
    );
    await store.transition([transition(sessions[7], { message: 'changed' })]);
    const applied = await store.transition(
      sessions.map(session =>
        transition(
          session,
          { phase: 'revoked', endedAt: start },
          [happened('revoked')],
          ['ended'],
        ),
      ),
    );
    expect(applied.size).toBe(999);
    expect(applied.has('s7')).toBe(false);
    expect(await store.timeline('s7')).toEqual([]);
    expect(await outbox.backlog()).toEqual({ waiting: 1998, failing: 0 });
  });

  it('keeps text that a database would choke on', async () => {
    const [session] = await given(aSession({ events: 0 }));
    const message = 'a\0b \ud83d "\'; \\u0000 \u{1f511} $1 ? :id';
    await store.transition([
      transition(session, { message }, [{ ...happened('x'), message }]),
    ]);
    const kept = 'a\ufffdb \ufffd "\'; \\u0000 \u{1f511} $1 ? :id';
    expect((await store.get('s1'))?.message).toBe(kept);
    expect((await store.timeline('s1'))[0].message).toBe(kept);
  });

  it('writes nothing at all when one part fails', async () => {
    const [one, two] = await given(
      aSession({ id: 'a', events: 0 }),
      aSession({ id: 'b', events: 0 }),
    );
    await knex('session_events').insert({
      session_id: 'b',
      sequence: 1,
      at: 1,
      type: 'x',
      message: 'x',
    });
    await expect(
      store.transition([
        transition(one, { phase: 'granting' }, [happened('granting')]),
        transition(two, { phase: 'granting' }, [happened('granting')]),
      ]),
    ).rejects.toThrow();
    expect((await store.get('a'))?.phase).toBe('approved');
  });

  it('pages through sessions, the newest first', async () => {
    await given(
      ...[3, 1, 2, 2].map((n, index) =>
        aSession({ id: `s${index}`, requestedAt: start + n, events: 0 }),
      ),
      aSession({
        id: 'other',
        holder: 'user:default/sam',
        phase: 'archived',
        events: 0,
      }),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ limit: 2, cursor });
      seen.push(...page.items.map(item => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['s0', 's3', 's2', 's1', 'other']);
    const nul = JSON.stringify({ at: 1, id: '\u0000' });
    for (const bad of ['bogus', Buffer.from(nul).toString('base64url')]) {
      await expect(store.list({ limit: 2, cursor: bad })).rejects.toMatchObject(
        { name: 'InputError' },
      );
    }
  });

  it('lists by holder, by phase, and by what a person may see', async () => {
    await given(
      aSession({ id: 'a', events: 0 }),
      aSession({ id: 'b', phase: 'active', events: 0 }),
      aSession({
        id: 'c',
        phase: 'active',
        holder: 'user:default/sam',
        events: 0,
      }),
      aSession({
        id: 'd',
        phase: 'archived',
        holder: 'user:default/sam',
        events: 0,
      }),
    );
    const ids = async (
      query: Omit<Parameters<typeof store.list>[0], 'limit'>,
    ) =>
      (await store.list({ ...query, limit: 10 })).items
        .map(item => item.id)
        .sort();
    expect(await ids({ holder: 'user:default/erin' })).toEqual(['a', 'b']);
    expect(await ids({ phases: ['active'] })).toEqual(['b', 'c']);
    expect(
      await ids({
        visible: {
          to: 'user:default/erin',
          criteria: { key: 'phase', values: ['archived'] },
        },
      }),
    ).toEqual(['a', 'b', 'd']);
    expect(
      await ids({
        visible: {
          to: 'user:default/ann',
          criteria: {
            allOf: [
              {
                anyOf: [
                  { key: 'phase', values: ['active'] },
                  { key: 'phase', values: ['archived'] },
                ],
              },
              { not: { key: 'holder', values: ['user:default/erin'] } },
            ],
          },
        },
      }),
    ).toEqual(['c', 'd']);
  });

  it('knows what is open, what others may have written, and what to archive', async () => {
    await given(
      aSession({ id: 'a', events: 0 }),
      aSession({ id: 'b', phase: 'active', events: 0 }),
      aSession({ id: 'c', phase: 'revoking', events: 0 }),
      aSession({
        id: 'd',
        phase: 'revoked',
        archiveNotBefore: start,
        events: 0,
      }),
      aSession({
        id: 'e',
        phase: 'revoked',
        archiveNotBefore: start + 1,
        events: 0,
      }),
      aSession({ id: 'f', phase: 'revoked', events: 0 }),
    );
    expect((await store.listOpen()).map(s => s.id).sort()).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect((await store.listIntents()).map(s => s.id).sort()).toEqual([
      'a',
      'c',
    ]);
    expect((await store.listArchivable(start, 10)).map(s => s.id)).toEqual([
      'd',
    ]);
  });

  describe('the outbox', () => {
    beforeEach(async () => {
      const [session] = await given(
        aSession({
          phase: 'active',
          activeAt: start,
          expiresAt: start + minute,
          events: 0,
        }),
      );
      await store.transition([
        transition(
          session,
          { phase: 'revoked' },
          [happened('revoked')],
          ['ended', 'started'],
        ),
      ]);
    });
    const due = (now = start + minute) => outbox.listDue('slack', now, 10);

    it('gives the start first, and the end with the receipt of the start', async () => {
      const [started, ...others] = await due();
      expect(started).toMatchObject({
        kind: 'started',
        attempts: 0,
        mayHaveBeenSent: false,
      });
      expect(others).toEqual([]);
      expect(await outbox.begin(started, start + 2 * minute)).toBe(true);
      expect(await due()).toEqual([]);

      const session = await store.get('s1');
      await store.transition(
        session
          ? [
              {
                ...transition(session, {}, [happened('announced')]),
                delivered: {
                  notifier: 'slack',
                  kind: 'started',
                  receipt: { ts: '1.2' },
                },
              },
            ]
          : [],
      );
      expect(await due()).toMatchObject([
        { kind: 'ended', startReceipt: { ts: '1.2' } },
      ]);
      expect(await outbox.listDue('mail', start + minute, 10)).toMatchObject([
        { kind: 'started' },
      ]);
    });

    it('dates the start of a session that was taken over from when its access began: whoever told it did so then', async () => {
      await knex('outbox').delete();
      await store.insert([
        {
          session: aSession({ id: 's2', phase: 'active', activeAt: start }),
          events: [{ ...happened('adopted'), at: start + 60 * minute }],
          announced: true,
        },
      ]);
      expect(await due(start + 60 * minute)).toMatchObject([
        {
          sessionId: 's2',
          kind: 'started',
          mayHaveBeenSent: true,
          createdAt: start,
        },
      ]);
    });

    it('lets one of two begin', async () => {
      const [entry] = await due();
      expect(await outbox.begin(entry, start + 2 * minute)).toBe(true);
      expect(await outbox.begin(entry, start + 2 * minute)).toBe(false);
    });

    it('gives a notice again whose attempt was never heard of, as one that may have been sent', async () => {
      const [entry] = await due();
      await outbox.begin(entry, start + 2 * minute);
      expect(await due(start + 2 * minute)).toMatchObject([
        { mayHaveBeenSent: true, attempts: 1 },
      ]);
    });

    it('remembers why an attempt failed', async () => {
      const [entry] = await due();
      await outbox.begin(entry, start + 2 * minute);
      await outbox.postpone(entry, {
        notBefore: start + 3 * minute,
        error: 'no such channel',
        mayHaveBeenSent: false,
      });
      expect(await outbox.backlog()).toEqual({
        waiting: 4,
        failing: 1,
        lastError: 'no such channel',
      });
      expect(await due(start + 2 * minute)).toEqual([]);
      expect(await due(start + 3 * minute)).toMatchObject([
        { mayHaveBeenSent: false, attempts: 1 },
      ]);
    });
  });
});
