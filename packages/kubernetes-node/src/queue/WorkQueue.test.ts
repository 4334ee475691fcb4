import { ManualClock, settle } from '../testUtils/ManualClock';
import { memoryLogger } from '../testUtils/memoryLogger';
import { WorkQueue, type WorkQueueOptions } from './WorkQueue';

const controllers: AbortController[] = [];
afterEach(() => controllers.forEach(controller => controller.abort()));

/** A queue whose handler notes `key@seconds` and ends when the test says so, if `hold` names the key. */
function setUp(
  options: Partial<WorkQueueOptions> & {
    hold?: string[];
    fail?: string[];
  } = {},
) {
  const { hold = [], fail = [], ...rest } = options;
  const clock = new ManualClock();
  const logger = memoryLogger();
  const starts: string[] = [];
  const held = new Map<string, () => void>();
  const queue = new WorkQueue({
    name: 'session',
    logger,
    clock,
    random: () => 0,
    backoff: { baseMs: 1000, maxMs: 8000 },
    async handler(key) {
      starts.push(`${key}@${clock.monotonic() / 1000}`);
      if (hold.includes(key)) {
        await new Promise<void>(resolve => held.set(key, resolve));
      }
      if (fail.includes(key)) {
        throw new Error('boom');
      }
    },
    ...rest,
  });
  const controller = new AbortController();
  controllers.push(controller);
  const running = queue.run(controller.signal);
  const release = async (key: string) => {
    held.get(key)?.();
    await settle();
  };
  return { queue, clock, logger, starts, release, fail, controller, running };
}

it('runs a key once however often it was added', async () => {
  const { queue, starts, release } = setUp({ hold: ['a'] });
  queue.add('a');
  for (let i = 0; i < 5; i++) {
    queue.add('b');
  }
  await settle();
  expect(starts).toEqual(['a@0']);
  await release('a');
  expect(starts).toEqual(['a@0', 'b@0']);
});

it('never runs a key twice at once, and runs it once more when it was added meanwhile', async () => {
  const { queue, starts, release } = setUp({ hold: ['a'], concurrency: 10 });
  queue.add('a');
  queue.add('a');
  queue.add('a');
  queue.addAfter('a', 0);
  await settle();
  expect(starts).toEqual(['a@0']);
  await release('a');
  expect(starts).toEqual(['a@0', 'a@0']);
  await release('a');
  expect(starts).toHaveLength(2);
});

it('runs as many keys at once as it may', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];
  const { queue, starts, release } = setUp({ hold: keys, concurrency: 3 });
  keys.forEach(key => queue.add(key));
  await settle();
  expect(starts).toEqual(['a@0', 'b@0', 'c@0']);
  expect(queue.stats()).toMatchObject({ depth: 2, active: 3 });
  await release('b');
  expect(starts).toHaveLength(4);
});

it('runs keys at their time, whatever order they were added in', async () => {
  const { queue, clock, starts } = setUp();
  queue.addAfter('late', 3000);
  queue.addAfter('early', 1000);
  queue.addAt('dated', new Date(clock.now() + 2000));
  queue.addAt('past', new Date(0));
  expect(queue.stats().delayed).toBe(3);
  await clock.advance(10_000);
  expect(starts).toEqual(['past@0', 'early@1', 'dated@2', 'late@3']);
});

it('moves a waiting key only to an earlier time', async () => {
  const { queue, clock, starts } = setUp();
  queue.addAfter('a', 5000);
  queue.addAfter('a', 9000);
  queue.addAfter('b', 5000);
  queue.addAfter('b', 2000);
  await clock.advance(20_000);
  expect(starts).toEqual(['b@2', 'a@5']);
});

it('keeps a key waiting for its time although it was added for now as well', async () => {
  const { queue, clock, starts } = setUp();
  queue.addAfter('a', 5000);
  queue.add('a');
  await clock.advance(5000);
  expect(starts).toEqual(['a@0', 'a@5']);
});

it('waits for longer than a timer of Node.js can', async () => {
  const { queue, clock, starts } = setUp();
  queue.addAfter('a', 2 ** 31 + 5000);
  await clock.advance(60_000);
  expect(starts).toEqual([]);
  expect(queue.stats().delayed).toBe(1);
});

it('needs one timer for ten thousand keys', async () => {
  const { queue, clock, starts } = setUp({ concurrency: 64 });
  for (let i = 0; i < 10_000; i++) {
    queue.addAfter(`k${i}`, 1000 + ((i * 7919) % 500));
  }
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1500);
  await queue.idle();
  expect(starts).toHaveLength(10_000);
});

it('notices within half a minute that the clock on the wall was set', async () => {
  const { queue, clock, starts } = setUp();
  queue.addAt('a', new Date(clock.now() + 3_600_000));
  await clock.advance(1000);
  clock.setWallClockBy(3_600_000);
  await clock.advance(30_000);
  expect(starts).toEqual(['a@30']);
});

it('refuses a date that is none', () => {
  expect(() => setUp().queue.addAt('a', new Date('x'))).toThrow('invalid date');
});

describe('a key that fails', () => {
  it('comes again after pauses that grow up to the longest', async () => {
    const { queue, clock, starts, logger } = setUp({ fail: ['a'] });
    queue.add('a');
    await clock.advance(24_000);
    expect(starts).toEqual(['a@0', 'a@1', 'a@3', 'a@7', 'a@15', 'a@23']);
    expect(queue.failuresInARow('a')).toBe(6);
    expect(queue.stats()).toMatchObject({
      failing: 1,
      runs: 6,
      failures: 6,
      delayed: 1,
    });
    expect(logger.lines[1]).toBe(
      'warn: session a failed 2 times in a row: Error: boom',
    );
  });

  it('starts anew after a success', async () => {
    const { queue, clock, starts, fail } = setUp({ fail: ['a'] });
    queue.add('a');
    await clock.advance(1000);
    fail.pop();
    await clock.advance(2000);
    fail.push('a');
    queue.add('a');
    await clock.advance(1000);
    expect(starts).toEqual(['a@0', 'a@1', 'a@3', 'a@3', 'a@4']);
  });

  it('does not hold up others', async () => {
    const { queue, clock, starts } = setUp({ fail: ['a'] });
    queue.add('a');
    queue.add('b');
    await clock.advance(0);
    expect(starts).toEqual(['a@0', 'b@0']);
  });

  it('runs before its pause is over when it is added', async () => {
    const { queue, clock, starts } = setUp({ fail: ['a'] });
    queue.add('a');
    await clock.advance(500);
    queue.add('a');
    await clock.advance(0);
    expect(starts).toEqual(['a@0', 'a@0.5']);
  });
});

describe('when it is stopped', () => {
  it('lets what runs end, starts nothing, and leaves no timer', async () => {
    const { queue, clock, starts, release, controller, running } = setUp({
      hold: ['a'],
    });
    queue.add('a');
    queue.add('b');
    queue.addAfter('c', 1000);
    await settle();
    controller.abort();
    let ended = false;
    void running.then(() => {
      ended = true;
    });
    await clock.advance(5000);
    expect(ended).toBe(false);
    await release('a');
    expect(ended).toBe(true);
    queue.add('d');
    queue.addAfter('e', 0);
    queue.addAfter('f', 1000);
    await clock.advance(5000);
    expect(starts).toEqual(['a@0']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('tells handlers so', async () => {
    let given: AbortSignal | undefined;
    const { queue, controller, running } = setUp({
      handler: async (_, signal) => {
        given = signal;
      },
    });
    queue.add('a');
    await settle();
    controller.abort();
    await running;
    expect(given?.aborted).toBe(true);
  });

  it('before it started, runs nothing', async () => {
    const handler = jest.fn();
    const queue = new WorkQueue({ name: 'x', handler, logger: memoryLogger() });
    queue.add('a');
    await queue.run(AbortSignal.abort());
    expect(handler).not.toHaveBeenCalled();
  });
});

it('keeps what was added before it started', async () => {
  const handler = jest.fn();
  const queue = new WorkQueue({ name: 'x', handler, logger: memoryLogger() });
  queue.add('a');
  queue.addAt('b', new Date(0));
  const controller = new AbortController();
  const running = queue.run(controller.signal);
  await queue.idle();
  controller.abort();
  await running;
  expect(handler.mock.calls.map(([key]) => key)).toEqual(['a', 'b']);
});

it('measures how long keys waited and took', async () => {
  const onRun = jest.fn(() => {
    throw new Error('metrics are down');
  });
  const { queue, clock, release, logger } = setUp({ hold: ['a'], onRun });
  queue.add('a');
  await clock.advance(1000);
  queue.add('b');
  await clock.advance(2000);
  expect(queue.stats()).toMatchObject({ depth: 1, oldestWaitMs: 2000 });
  await release('a');
  await queue.idle();
  expect(onRun.mock.calls).toEqual([
    [{ key: 'a', waitedMs: 0, tookMs: 3000, failed: false }],
    [{ key: 'b', waitedMs: 2000, tookMs: 0, failed: false }],
  ]);
  expect(logger.lines.join()).toContain('metrics are down');
});
