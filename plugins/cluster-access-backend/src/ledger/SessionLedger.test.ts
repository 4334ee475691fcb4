import { aSession } from '../__testUtils__/examples';
import type { SessionStore } from '../database';
import { transition, type SessionRecord, type Transition } from '../domain';
import { SessionLedger } from './SessionLedger';

/** A store in memory that knows only what the ledger asks for. */
function given(...sessions: SessionRecord[]) {
  const rows = new Map(sessions.map(session => [session.id, session]));
  const batches: string[][] = [];
  let fail: (ids: string[]) => boolean = () => false;
  const store: Pick<SessionStore, 'transition' | 'get'> = {
    get: async id => rows.get(id),
    transition: async (transitions: Transition[]) => {
      const ids = transitions.map(({ session }) => session.id);
      batches.push(ids);
      if (fail(ids)) {
        throw new Error('cannot be written');
      }
      const applied = transitions.filter(
        ({ session }) => rows.get(session.id)?.version === session.version,
      );
      for (const { session, change } of applied) {
        rows.set(session.id, {
          ...session,
          ...change,
          version: session.version + 1,
        });
      }
      return new Set(applied.map(({ session }) => session.id));
    },
  };
  const unused = () => Promise.reject(new Error('not asked for'));
  const ledger = new SessionLedger({
    insert: unused,
    getMany: unused,
    findByIdempotencyKey: unused,
    timeline: unused,
    list: unused,
    listOpen: unused,
    listIntents: unused,
    listArchivable: unused,
    ...store,
  });
  return {
    ledger,
    batches,
    rows,
    failWhen: (when: typeof fail) => {
      fail = when;
    },
  };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => aSession({ id: `s${n}` }));
const say = (session: SessionRecord, message: string) =>
  transition(session, { message });

it('writes what comes together in one batch, and tells everybody what became of theirs', async () => {
  const sessions = many(100);
  const { ledger, batches } = given(...sessions);
  const told: string[] = [];
  ledger.subscribe(written => told.push(...written.map(({ id }) => id)));
  const answers = await Promise.all(
    sessions.map(session => ledger.write([say(session, 'hello')])),
  );
  expect(batches).toHaveLength(1);
  expect(answers.flat().map(({ id, version }) => [id, version])).toEqual(
    sessions.map(({ id }) => [id, 2]),
  );
  expect(told).toHaveLength(100);
});

it('never has one session twice in a batch; the second writer finds it changed', async () => {
  const [session] = many(1);
  const { ledger, batches, rows } = given(session);
  const [first, second] = await Promise.all([
    ledger.write([say(session, 'first')]),
    ledger.write([say(session, 'second')]),
  ]);
  expect(batches).toEqual([['s0'], ['s0']]);
  expect([first.length, second.length]).toEqual([1, 0]);
  expect(rows.get('s0')?.message).toBe('first');
});

it('amends whatever others write at the same time', async () => {
  const [session] = many(1);
  const { ledger, rows } = given(session);
  const add = (text: string) =>
    ledger.amend('s0', now => say(now, `${now.message ?? ''}${text}`));
  await Promise.all([add('a'), add('b'), add('c')]);
  expect([...(rows.get('s0')?.message ?? '')].sort()).toEqual(['a', 'b', 'c']);
  expect(await ledger.amend('s0', () => undefined)).toMatchObject({ id: 's0' });
  expect(await ledger.amend('nobody', now => say(now, 'x'))).toBeUndefined();
});

it('does not let one transition that cannot be written keep the others from it', async () => {
  const sessions = many(5);
  const { ledger, rows, failWhen } = given(...sessions);
  failWhen(ids => ids.includes('s2'));
  const answers = await Promise.allSettled(
    sessions.map(session => ledger.write([say(session, 'hello')])),
  );
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(rows.get('s4')?.message).toBe('hello');
});

it('does not ask a database that is away a thousand times, and goes on when it is back', async () => {
  const sessions = many(1000);
  const { ledger, batches, failWhen } = given(...sessions);
  failWhen(() => true);
  const answers = await Promise.allSettled(
    sessions.map(session => ledger.write([say(session, 'hello')])),
  );
  expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
  expect(batches.length).toBeLessThan(5);
  failWhen(() => false);
  expect(await ledger.write([say(sessions[0], 'back')])).toHaveLength(1);
});

it('gathers what comes one after another while many write', async () => {
  const sessions = many(100);
  const { ledger, batches } = given(...sessions);
  const writes = [
    ledger.write(sessions.slice(0, 50).map(session => say(session, 'one'))),
  ];
  for (const session of sessions.slice(50)) {
    await new Promise(resolve => setImmediate(resolve));
    writes.push(ledger.write([say(session, 'another')]));
  }
  expect((await Promise.all(writes)).flat()).toHaveLength(100);
  expect(batches.length).toBeLessThan(10);
});

it('makes a single writer wait for nobody', async () => {
  let [session] = many(1);
  const { ledger } = given(session);
  const start = performance.now();
  for (let count = 0; count < 100; count++) {
    [session] = await ledger.write([say(session, `${count}`)]);
  }
  expect(performance.now() - start).toBeLessThan(100 * 50);
});
