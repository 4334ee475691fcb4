import { KubernetesRequestError } from '../client/errors';
import { ManualClock, settle } from '../testUtils/ManualClock';
import { memoryLogger } from '../testUtils/memoryLogger';
import type {
  KubernetesList,
  KubernetesObject,
  ListOptions,
  WatchEvent,
} from '../types';
import { WatchCache, type WatchCacheOptions } from './WatchCache';

const type = {
  group: '',
  version: 'v1',
  plural: 'items',
  kind: 'Item',
  namespaced: true,
};

function item(name: string, resourceVersion: number): KubernetesObject {
  const metadata = {
    name,
    namespace: 'ns',
    uid: `uid-${name}`,
    resourceVersion: `${resourceVersion}`,
  };
  return {
    apiVersion: 'v1',
    kind: 'Item',
    metadata: { ...metadata, managedFields: [{}] },
  };
}

/** What a watch does: events in order, then an error, an end, or nothing until it is aborted. */
type Script = Array<WatchEvent<KubernetesObject> | Error | 'end'>;

/** An API server that does as the test says. */
class ScriptedClient {
  readonly calls: string[] = [];
  lists: Array<KubernetesList<KubernetesObject> | Error> = [];
  watches: Script[] = [];
  private push: ((event: Script[number]) => void) | undefined;

  async list<T extends KubernetesObject>(
    _: unknown,
    options: ListOptions = {},
  ): Promise<KubernetesList<T>> {
    this.calls.push(`list ${options.resourceVersion ?? 'newest'}`);
    const next = this.lists.length > 1 ? this.lists.shift() : this.lists[0];
    if (!next || next instanceof Error) {
      throw next ?? new Error('nothing to list');
    }
    return JSON.parse(JSON.stringify(next));
  }

  async *watch<T extends KubernetesObject>(
    _: unknown,
    options: ListOptions & { timeoutSeconds?: number },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    this.calls.push(
      `watch ${options.resourceVersion} ${options.timeoutSeconds}s`,
    );
    const script = [...(this.watches.shift() ?? [])];
    const ended = new Promise<'end'>(resolve =>
      signal.addEventListener('abort', () => resolve('end')),
    );
    for (;;) {
      const step =
        script.shift() ??
        (await Promise.race([
          ended,
          new Promise<Script[number]>(resolve => (this.push = resolve)),
        ]));
      if (step === 'end') {
        return;
      }
      if (step instanceof Error) {
        throw step;
      }
      yield JSON.parse(JSON.stringify(step));
    }
  }

  async send(step: Script[number]): Promise<void> {
    await settle();
    this.push?.(step);
    await settle();
  }
}

const expired = new KubernetesRequestError('too old', {
  request: 'x',
  statusCode: 410,
});
const broken = new KubernetesRequestError('broken', { request: 'x' });

const controllers: AbortController[] = [];
afterEach(() => controllers.forEach(controller => controller.abort()));

function setUp(
  prepare: (client: ScriptedClient) => void,
  options: Partial<WatchCacheOptions<KubernetesObject, 'name'>> = {},
) {
  const client = new ScriptedClient();
  client.lists = [{ items: [item('a', 5)], resourceVersion: '10' }];
  prepare(client);
  const clock = new ManualClock();
  const logger = memoryLogger();
  const cache = new WatchCache<KubernetesObject, 'name'>({
    client,
    type,
    logger,
    clock,
    random: () => 0,
    indexes: { name: object => [object.metadata.name ?? ''] },
    ...options,
  });
  const changes: string[] = [];
  cache.onChange(({ type: change, object, previous }) =>
    changes.push(
      `${change} ${object.metadata.name} ${previous?.metadata.resourceVersion}>${object.metadata.resourceVersion}`,
    ),
  );
  const controller = new AbortController();
  controllers.push(controller);
  const running = cache.run(controller.signal);
  return { client, clock, logger, cache, changes, controller, running };
}

it('lists from the cache of the API server, then watches from there', async () => {
  const { client, clock, cache, changes } = setUp(() => {});
  expect(cache.hasSynced()).toBe(false);
  expect(cache.ageSeconds()).toBe(Infinity);
  await cache.waitForSync();
  await client.send({ type: 'ADDED', object: item('b', 11) });
  await client.send({ type: 'MODIFIED', object: item('a', 12) });
  await client.send({ type: 'DELETED', object: item('b', 13) });
  expect(client.calls).toEqual(['list 0', 'watch 10 60s']);
  expect(changes).toEqual([
    'ADDED a undefined>5',
    'ADDED b undefined>11',
    'MODIFIED a 5>12',
    'DELETED b 11>13',
  ]);
  expect(cache.list()).toHaveLength(1);
  expect(cache.get('ns', 'a')).toBe(cache.getByUid('uid-a'));
  expect(cache.byIndex('name', 'a')).toHaveLength(1);
  expect(cache.get('ns', 'a')?.metadata).not.toHaveProperty('managedFields');
  await clock.advance(5000);
  expect(cache.ageSeconds()).toBe(5);
  await client.send({ type: 'BOOKMARK', resourceVersion: '20' });
  expect(cache.ageSeconds()).toBe(0);
  expect(cache.lastEventAt).toEqual(new Date(clock.now()));
});

it('goes on from the last position when a watch ends in good order', async () => {
  const { client, clock, logger } = setUp(c => {
    c.watches = [[{ type: 'BOOKMARK', resourceVersion: '20' }, 'end'], []];
  });
  await clock.advance(0);
  expect(client.calls).toEqual(['list 0', 'watch 10 60s', 'watch 20 60s']);
  expect(logger.lines).toEqual([]);
});

it('lists again at once when its position has expired, and tells what it missed', async () => {
  const { client, clock, changes } = setUp(c => {
    c.lists = [
      { items: [item('a', 5), item('b', 6)], resourceVersion: '10' },
      { items: [item('a', 15), item('c', 16)], resourceVersion: '20' },
    ];
    c.watches = [[{ type: 'BOOKMARK', resourceVersion: '12' }, expired], []];
  });
  await clock.advance(0);
  expect(client.calls).toEqual([
    'list 0',
    'watch 10 60s',
    'list newest',
    'watch 20 60s',
  ]);
  expect(changes.slice(2)).toEqual([
    'DELETED b 6>6',
    'MODIFIED a 5>15',
    'ADDED c undefined>16',
  ]);
});

it('never gives up: pauses grow, and what is known stays', async () => {
  const { client, clock, cache, logger } = setUp(c => {
    c.watches = [[broken], [broken], [broken], ['end'], [broken], []];
  });
  await clock.advance(0);
  expect(client.calls).toEqual(['list 0', 'watch 10 60s']);
  await clock.advance(800 + 1600 + 3200);
  expect(client.calls.slice(2)).toEqual([
    'watch 10 60s',
    'watch 10 60s',
    'watch 10 60s',
  ]);
  expect(cache.list()).toHaveLength(1);
  // a watch that ends at once counts, and the fifth failure in a row is worth a list
  await clock.advance(6400 + 12_800);
  expect(client.calls.slice(5)).toEqual([
    'watch 10 60s',
    'list 10',
    'watch 10 60s',
  ]);
  expect(logger.lines).toHaveLength(5);
  expect(logger.lines[0]).toContain(
    'warn: Watching items failed, trying again in 800 ms',
  );
});

it('starts the pauses anew after a success', async () => {
  const { client, clock } = setUp(c => {
    c.watches = [
      [broken],
      [broken],
      [{ type: 'BOOKMARK', resourceVersion: '20' }, broken],
      [],
    ];
  });
  await clock.advance(800 + 1600);
  expect(client.calls).toHaveLength(4);
  await clock.advance(800);
  expect(client.calls).toHaveLength(5);
});

it('comes up by itself when the API server is not there yet', async () => {
  const { client, clock, cache } = setUp(c => {
    c.lists = [broken, broken, { items: [], resourceVersion: '10' }];
  });
  await clock.advance(2399);
  expect(cache.hasSynced()).toBe(false);
  await clock.advance(1);
  expect(cache.hasSynced()).toBe(true);
  expect(client.calls).toEqual(['list 0', 'list 0', 'list 0', 'watch 10 60s']);
});

it('asks by a list what is the matter when a watch is refused', async () => {
  const { client, clock } = setUp(c => {
    c.watches = [
      [
        new KubernetesRequestError('not you', {
          request: 'x',
          statusCode: 403,
        }),
      ],
      [],
    ];
  });
  await clock.advance(800);
  expect(client.calls).toEqual([
    'list 0',
    'watch 10 60s',
    'list 10',
    'watch 10 60s',
  ]);
});

it('is not hurt by code of others', async () => {
  const { client, cache, changes, logger } = setUp(
    c => {
      c.lists = [{ items: [item('a', 5)], resourceVersion: '10' }];
    },
    {
      indexes: {
        name: () => {
          throw new Error('bad index');
        },
      },
      transform: () => {
        throw new Error('bad transform');
      },
    },
  );
  cache.onChange(() => {
    throw new Error('bad listener');
  });
  await client.send({ type: 'MODIFIED', object: item('a', 11) });
  expect(changes).toEqual(['ADDED a undefined>5', 'MODIFIED a 5>11']);
  expect(cache.get('ns', 'a')?.metadata.managedFields).toHaveLength(1);
  for (const what of ['bad index', 'bad transform', 'bad listener']) {
    expect(logger.lines.join()).toContain(what);
  }
});

it('reads its own writes', async () => {
  const { client, cache, changes } = setUp(() => {});
  await cache.waitForSync();
  expect(cache.observeWrite(item('a', 12))).toBe(true);
  expect(cache.get('ns', 'a')?.metadata.resourceVersion).toBe('12');
  await client.send({ type: 'MODIFIED', object: item('a', 11) });
  await client.send({ type: 'MODIFIED', object: item('a', 12) });
  expect(changes).toEqual(['ADDED a undefined>5', 'MODIFIED a 5>12']);
  expect(cache.observeWrite(item('a', 11))).toBe(false);
});

it('ends with its signal, and so does waiting for it', async () => {
  const { cache, controller, running, clock } = setUp(c => {
    c.lists = [broken];
  });
  const waiting = new AbortController();
  const waited = cache.waitForSync(waiting.signal);
  waiting.abort(new Error('enough'));
  await expect(waited).rejects.toThrow('enough');
  await expect(cache.waitForSync(waiting.signal)).rejects.toThrow('enough');
  await clock.advance(5000);
  controller.abort();
  await running;
  expect(clock.pendingTimers).toBe(0);
});

it('stops telling a listener that has left', async () => {
  const { client, cache } = setUp(() => {});
  const listener = jest.fn();
  const leave = cache.onChange(listener);
  await client.send({ type: 'MODIFIED', object: item('a', 11) });
  leave();
  await client.send({ type: 'MODIFIED', object: item('a', 12) });
  expect(listener).toHaveBeenCalledTimes(2);
});
