import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  RetryLaterError,
  type ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { testDatabases } from '../__testUtils__/databases';
import { aGrant, aSession, minute } from '../__testUtils__/examples';
import { erin, sam } from '../__testUtils__/people';
import { Replicas } from '../__testUtils__/Replicas';
import { until } from '../__testUtils__/until';
import { DatabaseSessionStore, migrate } from '../database';
import { targetOf, type SessionRecord } from '../domain';

jest.setTimeout(60_000);
const databases = testDatabases();

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let knex: Knex;
  let replicas: Replicas | undefined;

  async function given(config: JsonObject = {}): Promise<Replicas> {
    knex = await databases.init(databaseId);
    await migrate(knex);
    replicas = new Replicas(knex, config);
    return replicas;
  }

  afterEach(async () => {
    await replicas?.stop();
    replicas = undefined;
  });

  const types = async (
    at: { store: { timeline(id: string): Promise<Array<{ type: string }>> } },
    id: string,
  ) => (await at.store.timeline(id)).map(event => event.type);

  it('grants, prepares, revokes and tells, each once', async () => {
    const world = await given();
    const ended: SessionRecord[] = [];
    const replica = world.start({ onEnded: session => ended.push(session) });
    const id = await world.ask(replica);
    const active = await world.phase(replica, id, 'active');
    world.clock.advance(15 * minute - 5000);
    await until(() => world.cluster.calls.length === 2);
    world.clock.advance(4999);
    await until(() => replica.engine.queued === 0);
    expect((await replica.store.get(id))?.phase).toBe('active');
    world.clock.advance(1);
    const revoked = await world.phase(replica, id, 'revoked');
    expect(revoked).toMatchObject({
      endReason: 'expired',
      endedAt: active.expiresAt,
    });
    const key = 'c-m-one/ops/u-erin';
    expect(world.cluster.calls).toEqual([
      `grant ${key}`,
      `prepare ${key}`,
      `revoke ${key}`,
    ]);
    await world.told(2);
    expect(world.chat.kinds()).toEqual(['started', 'ended']);
    expect(world.chat.posts[1].startReceipt).toEqual({ ts: '0' });
    expect(ended.map(session => session.id)).toEqual([id]);
  });

  it('revokes a thousand that end in the same moment, each once, with few transactions', async () => {
    const world = await given({
      notifications: { perSecond: 1_000_000, concurrency: 1 },
    });
    const replica = world.start();
    const people = Array.from({ length: 1000 }, (_, n) => `u-${n}`);
    await replica.ledger.insert(
      people.map(subject => ({
        session: {
          id: subject,
          phase: 'approved' as const,
          holder: erin,
          holderName: 'Erin',
          subject,
          cluster: 'c-m-one',
          clusterName: 'one',
          role: 'ops',
          reason: 'because',
          durationSeconds: 900,
          origin: 'portal',
          requestedAt: world.clock.now(),
          archiveAttempts: 0,
          version: 1,
          events: 0,
        },
        events: [],
        announced: false,
      })),
    );
    const count = async (phase: string) =>
      (await knex('sessions').where({ phase })).length;
    await until(async () => (await count('active')) === 1000);
    world.clock.advance(10 * minute);
    world.cluster.calls.length = 0;
    const write = jest.spyOn(replica.store, 'transition');
    world.clock.advance(5 * minute);
    await until(async () => (await count('revoked')) === 1000);
    expect(world.cluster.grants.size).toBe(0);
    const revokes = world.cluster.calls.filter(call =>
      call.startsWith('revoke'),
    );
    expect(new Set(revokes).size).toBe(1000);
    expect(revokes).toHaveLength(1000);
    expect(write.mock.calls.length).toBeLessThan(200);
  });

  it('keeps one binding for sessions that overlap, until the last of them ends', async () => {
    const world = await given();
    const replica = world.start();
    const short = await world.ask(replica, { durationSeconds: 600 });
    const long = await world.ask(replica, { durationSeconds: 1200 });
    await world.phase(replica, short, 'active');
    await world.phase(replica, long, 'active');
    world.clock.advance(10 * minute);
    const first = await world.phase(replica, short, 'revoked');
    expect(first.message).toMatch(/stays for another session/);
    expect([...world.cluster.grants.values()]).toMatchObject([
      { holds: [{ sessionId: long }] },
    ]);
    world.clock.advance(10 * minute);
    await world.phase(replica, long, 'revoked');
    expect(world.cluster.grants.size).toBe(0);
  });

  it('lets one replica act, and the other take over what it left', async () => {
    const world = await given({ reconciler: { pollInterval: '1s' } });
    const one = world.start();
    await until(() => one.engine.isLeader);
    const two = world.start();
    // Asked for at the replica that does not lead: the leader finds it in the database.
    const id = await world.ask(two);
    await until(async () => {
      world.clock.advance(1000);
      return (await two.store.get(id))?.phase === 'active';
    });
    expect(two.engine.isLeader).toBe(false);
    await one.shutDown();
    await until(() => two.engine.isLeader);
    await two.desk.end(id, sam);
    await world.phase(two, id, 'revoked');
    expect(
      world.cluster.calls.filter(call => call.startsWith('grant')),
    ).toHaveLength(1);
    await world.told(2);
    expect(world.chat.kinds()).toEqual(['started', 'ended']);
  });

  it.each([
    ['before the grant', 'grant'],
    ['before the revocation', 'revoke'],
  ] as const)('goes on after being killed %s', async (_, point) => {
    const world = await given();
    const one = world.start();
    let reached = false;
    world.cluster.failNext(point, () => {
      reached = true;
      return new Promise(() => {});
    });
    const id = await world.ask(one);
    if (point === 'revoke') {
      await world.phase(one, id, 'active');
      world.clock.advance(15 * minute);
    }
    await until(() => reached);
    // A killed process never answers: its leadership ends, its promises hang.
    world.abandon(one);
    const two = world.start();
    await world.phase(two, id, point === 'grant' ? 'active' : 'revoked');
    world.clock.advance(15 * minute);
    await world.phase(two, id, 'revoked');
    expect(world.cluster.grants.size).toBe(0);
    await world.told(2);
    expect(world.chat.kinds()).toEqual(['started', 'ended']);
  });

  it('tells once even when the answer of the chat was lost', async () => {
    const world = await given();
    let lost = 0;
    world.chat.after = () => {
      if (lost++ === 0) {
        throw new Error('connection reset');
      }
    };
    const replica = world.start();
    const id = await world.ask(replica);
    await until(() => lost === 1);
    await replica.desk.end(id, erin);
    await world.phase(replica, id, 'revoked');
    await until(async () => (await replica.health()).outbox.failing === 1);
    expect((await replica.health()).outbox.lastError).toMatch(
      /connection reset/,
    );
    await until(async () => {
      world.clock.advance(1000);
      return (await types(replica, id)).includes('end-announced');
    });
    expect(world.chat.kinds()).toEqual(['started', 'ended']);
  });

  it('gives a message that was cut off time to arrive before it looks for it', async () => {
    const world = await given();
    world.chat.before = () => {
      throw new Error('no answer in time');
    };
    const replica = world.start();
    await world.ask(replica);
    await until(async () => (await replica.health()).outbox.failing === 1);
    const [row] = await knex('outbox').select('not_before');
    expect(Number(row.not_before)).toBeGreaterThan(world.clock.now() + 5000);
  });

  it('waits for an hour at most, whatever pause the chat asks for', async () => {
    const world = await given();
    let refused = 0;
    world.chat.before = () => {
      if (refused++ === 0) {
        throw new RetryLaterError('slow down', 10 ** 9);
      }
    };
    const replica = world.start();
    const id = await world.ask(replica);
    await until(async () => (await replica.health()).outbox.failing === 1);
    world.clock.advance(60 * minute);
    await until(async () => (await types(replica, id)).includes('announced'));
  });

  it('notes a delivery once, when its answer comes after another replica has taken over', async () => {
    const world = await given();
    let answer = () => {};
    world.chat.after = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const one = world.start();
    const amend = jest.spyOn(one.ledger, 'amend');
    const id = await world.ask(one);
    await until(() => world.chat.posts.length === 1);
    world.abandon(one);
    const two = world.start();
    await until(async () => {
      world.clock.advance(1000);
      return (await types(two, id)).includes('announced');
    });
    answer();
    await until(() => amend.mock.results.length === 1);
    await amend.mock.results[0].value;
    expect(
      (await types(two, id)).filter(type => type === 'announced'),
    ).toHaveLength(1);
    expect(world.chat.kinds()).toEqual(['started']);
  });

  it('archives once, even when the list of what is due is older than the archive', async () => {
    const world = await given();
    const replica = world.start({ archives: true });
    const id = await world.ask(replica);
    await world.phase(replica, id, 'active');
    await replica.desk.end(id, erin);
    const due = await world.phase(replica, id, 'revoked');
    await until(async () => {
      world.clock.advance(1000);
      return (await replica.store.get(id))?.phase === 'archived';
    });
    const list = jest.spyOn(replica.store, 'listArchivable');
    for (let read = 0; read < 5; read++) {
      list.mockResolvedValueOnce([due]);
    }
    await until(() => {
      world.clock.advance(1000);
      return list.mock.calls.length > 20;
    });
    expect([...world.archives.values()]).toEqual([1]);
  });

  it('pauses as long as the chat asks for, and keeps the order', async () => {
    const world = await given();
    let refused = 0;
    world.chat.before = () => {
      if (refused++ === 0) {
        throw new RetryLaterError('slow down', 30);
      }
    };
    const replica = world.start();
    const id = await world.ask(replica);
    await until(() => refused === 1);
    await replica.desk.end(id, erin);
    await world.phase(replica, id, 'revoked');
    world.clock.advance(29_000);
    expect(world.chat.posts).toEqual([]);
    await until(() => {
      world.clock.advance(1000);
      return world.chat.posts.length === 2;
    });
    expect(world.chat.kinds()).toEqual(['started', 'ended']);
    expect(world.chat.posts[0].mayHaveBeenSent).toBe(false);
  });

  it('fails with the reason of the platform when it refuses', async () => {
    const world = await given();
    const replica = world.start();
    world.cluster.failNext('grant', () => {
      throw new NotAllowedError('the role is locked');
    });
    const failed = await world.phase(
      replica,
      await world.ask(replica),
      'failed',
    );
    expect(failed.message).toBe('The platform refused it: the role is locked');
    expect(world.chat.posts).toEqual([]);
  });

  it('fails when a standing binding appears after the request was taken', async () => {
    const world = await given();
    const replica = world.start();
    world.cluster.failNext('grant', () => {
      world.cluster.standing.set('c-m-one/ops/u-erin', [
        { name: 'crtb-abcde', uid: 'x' },
      ]);
      throw new ConflictError('duplicate crtb not allowed');
    });
    const id = await world.ask(replica);
    await until(async () => {
      world.clock.advance(100);
      return (await replica.store.get(id))?.phase === 'failed';
    });
    expect((await replica.store.get(id))?.message).toMatch(/crtb-abcde/);
  });

  it('goes on when the API server answers again, and tells why it takes long', async () => {
    const world = await given();
    const replica = world.start();
    const down = () => {
      throw new ServiceUnavailableError('etcd has no leader');
    };
    world.cluster.failNext('grant', down);
    world.cluster.failNext('grant', down);
    const id = await world.ask(replica);
    await until(async () =>
      /etcd has no leader/.test((await replica.store.get(id))?.message ?? ''),
    );
    await until(async () => {
      world.clock.advance(500);
      return (await replica.store.get(id))?.phase === 'active';
    });
    expect((await replica.store.get(id))?.message).toBeUndefined();
  });

  it('is revoking, and says why, until the deletion has come through', async () => {
    const world = await given();
    const replica = world.start();
    const id = await world.ask(replica);
    await world.phase(replica, id, 'active');
    world.cluster.heldBackBy = ['rancher'];
    world.clock.advance(15 * minute);
    await world.phase(replica, id, 'revoking');
    await until(async () => {
      world.clock.advance(1000);
      return /held back by rancher/.test(
        (await replica.store.get(id))?.message ?? '',
      );
    });
    world.cluster.letGo();
    const revoked = await world.phase(replica, id, 'revoked');
    expect(revoked.message).toBeUndefined();
  });

  it('notices a loss, and lets a foreign deletion through', async () => {
    const world = await given();
    const replica = world.start();
    const [one, two] = [
      await world.ask(replica),
      await world.ask(replica, {}, sam),
    ];
    const [first, second] = [
      await world.phase(replica, one, 'active'),
      await world.phase(replica, two, 'active'),
    ];
    world.cluster.remove(targetOf(first));
    world.cluster.delete(targetOf(second));
    expect(await world.phase(replica, one, 'revoked')).toMatchObject({
      endReason: 'lost',
    });
    expect(await world.phase(replica, two, 'revoked')).toMatchObject({
      endReason: 'lost',
    });
    expect(world.cluster.grants.size).toBe(0);
  });

  it('takes over bindings that an empty database does not know, and ends them in time', async () => {
    const world = await given();
    const grant: ObservedGrant = aGrant({
      holds: [
        {
          ...aGrant().holds[0],
          holderName: 'E'.repeat(1000),
          reason: 'a\u0000b',
        },
      ],
    });
    world.cluster.put(grant);
    const replica = world.start();
    const session = await world.phase(replica, 's1', 'active');
    expect(session).toMatchObject({
      subject: 'u-erin',
      reason: 'a b',
      bindingUid: 'uid-1',
    });
    await until(() => world.chat.posts.length === 1);
    expect(world.chat.posts[0].mayHaveBeenSent).toBe(true);
    world.clock.advance(15 * minute);
    await world.phase(replica, 's1', 'revoked');
    expect(world.cluster.grants.size).toBe(0);
  });

  it('takes no session over for longer than any policy allows, whatever the binding says', async () => {
    const world = await given();
    const years = new Date('2099-01-01T00:00:00Z');
    const hold = {
      ...aGrant().holds[0],
      requestedAt: new Date(0),
      expiresAt: years,
    };
    world.cluster.put(aGrant({ holds: [hold], expiresAt: years }));
    const replica = world.start();
    const session = await world.phase(replica, 's1', 'active');
    expect(session).toMatchObject({
      expiresAt: world.clock.now() + 8 * 60 * minute,
      requestedAt: world.clock.now() - 15 * minute,
    });
    await until(() => world.cluster.calls.includes('grant c-m-one/ops/u-erin'));
    world.clock.advance(8 * 60 * minute);
    await world.phase(replica, 's1', 'revoked');
    expect(world.cluster.grants.size).toBe(0);
  });

  it('lets no binding speak for a session about something else', async () => {
    const world = await given();
    const replica = world.start();
    const id = await world.ask(replica);
    const session = await world.phase(replica, id, 'active');
    const forged = { cluster: 'c-m-one', role: 'ops', subject: 'u-mallory' };
    const expiresAt = new Date(session.expiresAt ?? 0);
    world.cluster.put(
      aGrant({
        target: forged,
        uid: 'uid-forged',
        expiresAt,
        holds: [{ ...aGrant().holds[0], sessionId: id, expiresAt }],
      }),
    );
    await until(() => replica.engine.queued === 0);
    world.cluster.delete(forged);
    await until(() => !world.cluster.grants.has('c-m-one/ops/u-mallory'));
    await until(() => replica.engine.queued === 0);
    expect(await replica.store.get(id)).toMatchObject({
      phase: 'active',
      endReason: undefined,
    });
  });

  it('ends a binding by its own word when the database does not answer', async () => {
    const world = await given();
    const replica = world.start();
    await world.phase(replica, await world.ask(replica), 'active');
    const broken = jest
      .spyOn(replica.store, 'transition')
      .mockRejectedValue(new Error('the database is away'));
    world.clock.advance(15 * minute);
    await until(() => world.cluster.grants.size === 0);
    broken.mockRestore();
    await until(async () => {
      world.clock.advance(1000);
      return (await knex('sessions').where({ phase: 'revoked' })).length === 1;
    });
    expect(world.chat.kinds()).toContain('started');
  });

  it('archives what was done since the grant was begun, even if nobody saw for long that it was in place', async () => {
    const world = await given({
      archive: { settle: { seconds: 0 }, margin: { seconds: 0 } },
    });
    const begun = world.clock.now();
    const expiresAt = begun + 15 * minute;
    world.cluster.put(aGrant());
    await DatabaseSessionStore.create({ database: knex, notifiers: [] }).insert(
      [
        {
          session: aSession({
            phase: 'granting',
            requestedAt: begun - minute,
            expiresAt,
          }),
          events: [],
          announced: false,
        },
      ],
    );
    world.clock.advance(10 * minute);
    const replica = world.start({ archives: true });
    await world.phase(replica, 's1', 'active');
    world.clock.advance(5 * minute);
    await until(async () => {
      world.clock.advance(1000);
      return (await replica.store.get('s1'))?.phase === 'archived';
    });
    expect(world.readFrom).toEqual([new Date(begun)]);
  });

  it('does not archive over and over while the database takes no writes', async () => {
    const world = await given({ archive: { settle: '1m' } });
    const replica = world.start({ archives: true });
    const id = await world.ask(replica);
    await world.phase(replica, id, 'active');
    await replica.desk.end(id, erin);
    await world.phase(replica, id, 'revoked');
    const broken = jest
      .spyOn(replica.store, 'transition')
      .mockRejectedValue(new Error('the database is read-only'));
    // In steps: the timer may be set a moment later than the session is revoked.
    await until(() => {
      world.clock.advance(1000);
      return world.readFrom.length > 0;
    });
    await setTimeout(200);
    expect(world.readFrom).toHaveLength(1);
    broken.mockRestore();
    await until(async () => {
      world.clock.advance(1000);
      return (await replica.store.get(id))?.phase === 'archived';
    });
  });

  it('archives after the log has settled, again when it fails, and leaves no files behind', async () => {
    const world = await given({ archive: { settle: '1m' } });
    let attempts = 0;
    world.beforeArchive = () => {
      if (attempts++ === 0) {
        throw new Error('the disk is full');
      }
    };
    const replica = world.start({ archives: true });
    const id = await world.ask(replica);
    await world.phase(replica, id, 'active');
    await replica.desk.end(id, erin);
    await world.phase(replica, id, 'revoked');
    world.clock.advance(59_000);
    await until(() => replica.engine.queued === 0);
    expect(attempts).toBe(0);
    await until(async () => {
      world.clock.advance(1000);
      return /the disk is full/.test(
        (await replica.store.get(id))?.message ?? '',
      );
    });
    await until(async () => {
      world.clock.advance(1000);
      return (await replica.store.get(id))?.phase === 'archived';
    });
    expect([...world.archives.values()]).toEqual([1]);
    expect(await replica.store.get(id)).toMatchObject({
      archive: { lines: 1, store: 'folder' },
    });
    await world.told(3);
    await until(() => readdirSync(world.directory).length === 0);
  });
});
