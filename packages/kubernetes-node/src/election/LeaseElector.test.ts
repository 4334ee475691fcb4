import fc from 'fast-check';
import { ManualClock } from '../testUtils/ManualClock';
import { memoryLogger } from '../testUtils/memoryLogger';
import type { Lease } from './lease';
import { LeaseElector, type LeaseElectorOptions } from './LeaseElector';
import { LeaseServer, type Network, ProcessClock } from './testing';

function world() {
  const clock = new ManualClock();
  const server = new LeaseServer(clock);
  const start = (
    identity: string,
    options: Partial<LeaseElectorOptions> = {},
  ) => {
    const network: Network = {
      latency: 5,
      partitioned: false,
      losesAnswers: false,
    };
    const processClock = new ProcessClock(clock);
    const logger = memoryLogger();
    const elector = new LeaseElector({
      client: server.client(network),
      namespace: 'ns',
      name: 'lease',
      identity,
      logger,
      clock: processClock,
      random: () => 0.5,
      ...options,
    });
    const controller = new AbortController();
    const terms: number[] = [];
    const replica = {
      identity,
      network,
      clock: processClock,
      logger,
      elector,
      terms,
      leadership: undefined as AbortSignal | undefined,
      ended: false,
      stop: () => controller.abort(),
      /** Whether its code believes to lead right now. */
      leads: () =>
        replica.leadership !== undefined && !replica.leadership.aborted,
      /** What the work of the leader does when it is told to stop. */
      onStop: async () => {},
      work: undefined as (() => Promise<void>) | undefined,
    };
    void elector
      .run(controller.signal, async (leadership, term) => {
        replica.leadership = leadership;
        terms.push(term);
        await (replica.work?.() ??
          new Promise<void>(resolve => {
            leadership.addEventListener('abort', () => resolve(), {
              once: true,
            });
          }));
        await replica.onStop();
        replica.leadership = undefined;
      })
      .then(() => {
        replica.ended = true;
      });
    return replica;
  };
  return {
    clock,
    server,
    start,
    lease: (): Lease | undefined => server.lease,
  };
}

it('makes the first one the leader and writes a Lease as client-go does', async () => {
  const { clock, start, lease } = world();
  const a = start('a');
  await clock.advance(20);
  expect(a.leads()).toBe(true);
  expect(a.elector.isLeading()).toBe(true);
  expect(lease()).toEqual({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'lease', namespace: 'ns', resourceVersion: '1' },
    spec: {
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:00:00.000000Z',
      leaseTransitions: 0,
    },
  });
  await clock.advance(60_000);
  expect(a.terms).toEqual([0]);
  expect(lease()?.spec).toMatchObject({
    acquireTime: '2026-01-01T00:00:00.000000Z',
    renewTime: expect.stringMatching(/^2026-01-01T00:00:5[89]\.\d{3}000Z$/),
  });
});

it('lets one lead however many want to', async () => {
  const { clock, start } = world();
  const replicas = ['a', 'b', 'c'].map(identity => start(identity));
  await clock.advance(60_000);
  expect(replicas.filter(replica => replica.leads())).toHaveLength(1);
  expect(replicas[1].elector.holder).toBe('a');
});

it('hands over at once when the leader stops, with a higher term', async () => {
  const { clock, start, server, lease } = world();
  const a = start('a');
  await clock.advance(1000);
  const b = start('b');
  await clock.advance(5000);
  a.stop();
  await clock.advance(3000);
  expect([a.ended, a.leads(), b.leads()]).toEqual([true, false, true]);
  expect(b.terms).toEqual([1]);
  expect(server.lease && lease()?.spec?.holderIdentity).toBe('b');
});

it('keeps the Lease until the work of the leader has ended', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  const b = start('b');
  let finish = () => {};
  a.onStop = () =>
    new Promise(resolve => {
      finish = resolve;
    });
  a.stop();
  await clock.advance(60_000);
  expect([a.leads(), b.leads(), a.ended]).toEqual([false, false, false]);
  finish();
  await clock.advance(3000);
  expect([b.leads(), a.ended]).toEqual([true, true]);
});

it('lets another one take over when the leader is cut off, after the leader has stopped', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  const b = start('b');
  await clock.advance(10_000);
  a.network.partitioned = true;
  let stoppedAt = 0;
  let takenAt = 0;
  for (let ms = 0; ms < 30_000; ms += 100) {
    await clock.advance(100);
    stoppedAt ||= a.leads() ? 0 : ms;
    takenAt ||= b.leads() ? ms : 0;
  }
  expect(stoppedAt).toBeGreaterThan(7000);
  expect(stoppedAt).toBeLessThanOrEqual(10_000);
  expect(takenAt).toBeGreaterThan(stoppedAt);
  expect(takenAt).toBeLessThanOrEqual(15_000 + 2_400);
  a.network.partitioned = false;
  await clock.advance(30_000);
  expect([a.leads(), b.leads(), b.terms]).toEqual([false, true, [1]]);
});

it('outlasts failures that are shorter than its deadline', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  for (const disturb of [
    () => (a.network.fails = 500),
    () => (a.network.fails = 409),
    () => (a.network.losesAnswers = true),
    () => (a.network.partitioned = true),
  ]) {
    disturb();
    await clock.advance(5000);
    Object.assign(a.network, {
      fails: undefined,
      losesAnswers: false,
      partitioned: false,
    });
    await clock.advance(10_000);
  }
  expect([a.leads(), a.terms]).toEqual([true, [0]]);
});

it('stops at once when someone else holds or deleted the Lease', async () => {
  const { clock, start, server, lease } = world();
  const a = start('a');
  await clock.advance(1000);
  const taken = lease();
  server.lease = {
    ...taken,
    apiVersion: '',
    kind: '',
    metadata: { resourceVersion: '99' },
  };
  Object.assign(server.lease, {
    spec: { holderIdentity: 'x', leaseDurationSeconds: 3600 },
  });
  await clock.advance(2500);
  expect(a.leads()).toBe(false);
  expect(a.logger.lines.join()).toContain('it was taken over by x');

  const other = world();
  const b = other.start('b');
  await other.clock.advance(1000);
  other.server.delete();
  await other.clock.advance(2300);
  expect(b.leads()).toBe(false);
  await other.clock.advance(3000);
  expect(b.terms).toEqual([0, 0]);
});

it('does not lead when it thaws after a freeze, before any timer has run', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  const b = start('b');
  await clock.advance(1000);
  a.clock.freeze();
  await clock.advance(30_000);
  expect([a.leads(), b.leads()]).toEqual([true, true]); // a is frozen: it believes, and cannot act
  expect(a.elector.isLeading()).toBe(false);
  expect(a.leads()).toBe(false);
});

it('counts a sleep of the machine that only the clock on the wall shows', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  a.network.partitioned = true;
  a.clock.skew = 3_600_000;
  await clock.advance(2500);
  expect(a.leads()).toBe(false);
});

it('compares no clocks', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  const b = start('b');
  b.clock.skew = 3_600_000;
  await clock.advance(60_000);
  expect([a.leads(), b.leads()]).toEqual([true, false]);
});

it('competes again when the work ends or throws', async () => {
  const { clock, start } = world();
  const a = start('a');
  a.work = async () => {};
  await clock.advance(5000);
  expect(a.terms).toEqual([0, 1, 2]);
  a.work = async () => {
    throw new Error('boom');
  };
  await clock.advance(3000);
  expect(a.logger.lines.join()).toContain(
    'The work of leader a failed: Error: boom',
  );
  const b = start('b');
  await clock.advance(3000);
  expect(b.leads()).toBe(true);
});

it('lets a process of the same name go on with a higher term', async () => {
  const { clock, start } = world();
  const a = start('a');
  await clock.advance(1000);
  a.network.partitioned = true;
  await clock.advance(11_000);
  a.network.partitioned = false;
  await clock.advance(3000);
  expect([a.leads(), a.terms]).toEqual([true, [0, 1]]);
});

it.each([
  [
    { leaseDurationMs: 10_000, renewDeadlineMs: 10_000 },
    'renewDeadlineMs must be less than leaseDurationMs',
  ],
  [{ renewDeadlineMs: 2_400 }, 'retryPeriodMs must be'],
  [{ retryPeriodMs: 0 }, 'retryPeriodMs must be'],
])('refuses %p', (options, message) => {
  expect(() => world().start('a', options)).toThrow(message);
});

/** What may happen to one replica at one moment. */
const disturbance = fc.record({
  replica: fc.nat(2),
  afterMs: fc.integer({ min: 1, max: 12_000 }),
  what: fc.constantFrom(
    'partition',
    'lose answers',
    'fail 500',
    'fail 409',
    'slow',
    'heal',
    'heal',
    'freeze',
    'thaw',
    'thaw',
    'set clock forward',
    'set clock back',
    'stop',
  ),
});

it('never lets two lead at once, whatever happens, and one when all is well again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(disturbance, { maxLength: 25 }), async steps => {
      const { clock, start } = world();
      const replicas = ['a', 'b', 'c'].map(identity => start(identity));
      const stopped = new Set<unknown>();
      const terms: number[] = [];
      const check = () => {
        // a frozen process believes what it did when it froze, but does nothing
        const leaders = replicas.filter(
          replica => replica.leads() && !replica.clock.isFrozen,
        );
        expect(leaders.length).toBeLessThanOrEqual(1);
        for (const term of replicas
          .flatMap(replica => replica.terms)
          .filter(t => !terms.includes(t))) {
          expect(term).toBeGreaterThan(terms.at(-1) ?? -1);
          terms.push(term);
        }
      };
      const pass = async (ms: number) => {
        for (let left = ms; left > 0; left -= 500) {
          await clock.advance(Math.min(left, 500));
          check();
        }
      };
      for (const { replica: index, afterMs, what } of steps) {
        await pass(afterMs);
        const replica = replicas[index];
        const { network } = replica;
        switch (what) {
          case 'partition':
            network.partitioned = true;
            break;
          case 'lose answers':
            network.losesAnswers = true;
            break;
          case 'fail 500':
            network.fails = 500;
            break;
          case 'fail 409':
            network.fails = 409;
            break;
          case 'slow':
            network.latency = 1500;
            break;
          case 'heal':
            Object.assign(network, {
              latency: 5,
              partitioned: false,
              losesAnswers: false,
              fails: undefined,
            });
            break;
          case 'freeze':
            replica.clock.freeze();
            break;
          case 'thaw':
            replica.clock.thaw();
            check();
            break;
          case 'set clock forward':
            replica.clock.skew += 60_000;
            break;
          case 'set clock back':
            replica.clock.skew -= 60_000;
            break;
          default:
            if (stopped.size < 2) {
              stopped.add(replica);
              replica.stop();
            }
        }
      }
      for (const { network, clock: processClock } of replicas) {
        Object.assign(network, {
          latency: 5,
          partitioned: false,
          losesAnswers: false,
          fails: undefined,
        });
        processClock.thaw();
      }
      await pass(40_000);
      expect(replicas.filter(replica => replica.leads())).toHaveLength(1);
      replicas.forEach(replica => replica.stop());
      await pass(20_000);
      expect(replicas.every(replica => replica.ended)).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 60_000);
