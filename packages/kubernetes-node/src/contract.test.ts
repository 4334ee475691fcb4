import {
  type KubernetesApiServer,
  startKubernetesApiServer,
  eventually,
} from '@cluster-self-service/sandbox';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WatchCache } from './cache/WatchCache';
import { createKubernetesClient } from './client/createKubernetesClient';
import { parseKubeConfig } from './client/loadKubeConfig';
import { LeaseElector } from './election/LeaseElector';
import { memoryLogger } from './testUtils/memoryLogger';
import type {
  KubernetesClient,
  KubernetesObject,
  ObjectTarget,
  ResourceType,
} from './types';

/**
 * What this library relies on, over the wire: against the sandbox and, with KUBECONFIG_CONFORMANCE=<kubeconfig>, against a
 * real API server (the tests that need faults are left out there).
 */
const kubeconfigFile = process.env.KUBECONFIG_CONFORMANCE;

interface ConfigMap extends KubernetesObject {
  data?: Record<string, string>;
}

const configMaps: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const namespaces = {
  ...configMaps,
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};

const namespace = `kubernetes-node-${randomUUID().slice(0, 8)}`;
const target: ObjectTarget = { name: 'a', namespace };

let sandbox: KubernetesApiServer | undefined;
let client: KubernetesClient;
let ending: AbortController;

beforeAll(async () => {
  sandbox = kubeconfigFile ? undefined : await startKubernetesApiServer();
  const text =
    sandbox?.kubeconfig ?? readFileSync(kubeconfigFile ?? '', 'utf8');
  client = createKubernetesClient({ kubeConfig: parseKubeConfig(text) });
  await client.create(namespaces, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
});

afterAll(async () => {
  await client.delete(namespaces, { name: namespace });
  await sandbox?.stop();
});

beforeEach(() => {
  ending = new AbortController();
});

afterEach(async () => {
  ending.abort();
  const { items } = await client.list(configMaps, {
    namespace,
    labelSelector: 'test=yes',
  });
  await Promise.all(
    items.map(({ metadata }) =>
      client.delete(configMaps, { name: metadata.name ?? '', namespace }),
    ),
  );
});

function configMap(name: string, data?: Record<string, string>): ConfigMap {
  const metadata = { name, namespace, labels: { test: 'yes' } };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

describe('client', () => {
  it('creates, reads, replaces, lists and deletes', async () => {
    const created = await client.create(configMaps, configMap('a', { x: '1' }));
    expect(created).toMatchObject({ kind: 'ConfigMap', data: { x: '1' } });
    expect(await client.get(configMaps, 'a', namespace)).toEqual(created);
    const replaced = await client.replace(configMaps, {
      ...created,
      data: { y: '2' },
    });
    expect(replaced.data).toEqual({ y: '2' });
    const list = await client.list<ConfigMap>(configMaps, {
      namespace,
      labelSelector: 'test=yes',
    });
    expect(list.items).toEqual([replaced]);
    await client.delete(configMaps, target, { uid: created.metadata.uid });
    await expect(client.get(configMaps, 'a', namespace)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'configmaps "a" not found',
    });
  });

  it('patches in all four ways', async () => {
    await client.create(configMaps, configMap('a', { x: '1', y: '1' }));
    const data = async (patched: Promise<ConfigMap>) => (await patched).data;
    expect(
      await data(
        client.mergePatch(configMaps, target, { data: { x: null, z: '1' } }),
      ),
    ).toEqual({
      y: '1',
      z: '1',
    });
    expect(
      await data(
        client.strategicMergePatch(configMaps, target, { data: { z: '2' } }),
      ),
    ).toEqual({
      y: '1',
      z: '2',
    });
    expect(
      await data(
        client.jsonPatch(configMaps, target, [
          { op: 'remove', path: '/data/y' },
        ]),
      ),
    ).toEqual({ z: '2' });
    const apply = (value: string, force?: boolean) =>
      client.apply(configMaps, configMap('a', { z: value }), {
        fieldManager: 'me',
        force,
      });
    await expect(apply('3')).rejects.toMatchObject({
      name: 'ConflictError',
      details: {
        causes: [{ reason: 'FieldManagerConflict', field: '.data.z' }],
      },
    });
    expect(await data(apply('3', true))).toEqual({ z: '3' });
  });

  it('tells conflicts apart', async () => {
    const first = await client.create(configMaps, configMap('a'));
    await client.mergePatch(configMaps, target, { data: { x: '1' } });
    const conflict = { name: 'ConflictError', statusCode: 409 };
    await expect(
      client.create(configMaps, configMap('a')),
    ).rejects.toMatchObject({
      ...conflict,
      reason: 'AlreadyExists',
    });
    await expect(client.replace(configMaps, first)).rejects.toMatchObject({
      ...conflict,
      reason: 'Conflict',
    });
    await expect(
      client.delete(configMaps, target, { uid: randomUUID() }),
    ).rejects.toMatchObject({
      ...conflict,
      reason: 'Conflict',
    });
    await expect(
      client.create(configMaps, configMap('Not_A_Name')),
    ).rejects.toMatchObject({
      name: 'InputError',
      statusCode: 422,
      reason: 'Invalid',
    });
  });

  it('pages lists', async () => {
    for (const name of ['a', 'b', 'c']) {
      await client.create(configMaps, configMap(name));
    }
    const names: Array<string | undefined> = [];
    const query = { namespace, labelSelector: 'test=yes', limit: 2 };
    let page = await client.list(configMaps, query);
    names.push(...page.items.map(({ metadata }) => metadata.name));
    expect(names).toEqual(['a', 'b']);
    page = await client.list(configMaps, { ...query, continue: page.continue });
    names.push(...page.items.map(({ metadata }) => metadata.name));
    expect(names).toEqual(['a', 'b', 'c']);
    expect(page.continue).toBeUndefined();
  });

  it('gets an orderly end of a watch that has had its time', async () => {
    const { resourceVersion } = await client.list(configMaps, { namespace });
    const options = { namespace, resourceVersion, timeoutSeconds: 1 };
    const types: string[] = [];
    for await (const event of client.watch(
      configMaps,
      options,
      ending.signal,
    )) {
      types.push(event.type);
    }
    expect(types.filter(type => type !== 'BOOKMARK')).toEqual([]);
  });
});

function cacheOf(select: { namespace?: string; labelSelector?: string }) {
  const cache = new WatchCache<ConfigMap>({
    client,
    type: configMaps,
    logger: memoryLogger(),
    select,
    backoff: { baseMs: 20, maxMs: 100 },
  });
  void cache.run(ending.signal);
  return cache;
}

describe('WatchCache', () => {
  it('follows what happens', async () => {
    await client.create(configMaps, configMap('a', { x: '1' }));
    const cache = cacheOf({ namespace, labelSelector: 'test=yes' });
    await cache.waitForSync();
    expect(cache.get(namespace, 'a')?.data).toEqual({ x: '1' });
    await client.mergePatch(configMaps, target, { data: { x: '2' } });
    await eventually(() =>
      expect(cache.get(namespace, 'a')?.data).toEqual({ x: '2' }),
    );
    await client.mergePatch(configMaps, target, {
      metadata: { labels: { test: 'no' } },
    });
    await eventually(() => expect(cache.list()).toEqual([]));
    await client.delete(configMaps, target);
  });

  it('reads its own writes, and never sees one come back', async () => {
    const cache = cacheOf({ namespace });
    await cache.waitForSync();
    const values: Array<string | undefined> = [];
    cache.onChange(({ object }) => values.push(object.data?.x));
    cache.observeWrite(
      await client.create(configMaps, configMap('a', { x: '0' })),
    );
    for (let i = 1; i <= 50; i++) {
      const written = await client.mergePatch<ConfigMap>(configMaps, target, {
        data: { x: `${i}` },
      });
      cache.observeWrite(written);
      expect(cache.get(namespace, 'a')?.data).toEqual({ x: `${i}` });
    }
    await client.delete(configMaps, target);
    await eventually(() => expect(cache.get(namespace, 'a')).toBeUndefined());
    const expected = Array.from({ length: 51 }, (_, i) => `${i}`);
    expect(values).toEqual([...expected, '50']);
  });
});

describe('LeaseElector', () => {
  const elector = (identity: string) =>
    new LeaseElector({
      client,
      namespace,
      name: 'leader',
      identity,
      logger: memoryLogger(),
      leaseDurationMs: 3000,
      renewDeadlineMs: 2000,
      retryPeriodMs: 50,
    });

  it('hands over from one to the next', async () => {
    const stopA = new AbortController();
    const led: string[] = [];
    const lead =
      (identity: string) => (leadership: AbortSignal, term: number) =>
        new Promise<void>(resolve => {
          led.push(`${identity} ${term}`);
          leadership.addEventListener('abort', () => resolve(), { once: true });
        });
    const a = elector('a').run(stopA.signal, lead('a'));
    await eventually(() => expect(led).toEqual(['a 0']));
    const b = elector('b').run(ending.signal, lead('b'));
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(led).toHaveLength(1);
    stopA.abort();
    await a;
    await eventually(() => expect(led).toEqual(['a 0', 'b 1']));
    ending.abort();
    await b;
  });
});

// a real API server does not misbehave on demand
(kubeconfigFile ? describe.skip : describe)(
  'when the API server misbehaves',
  () => {
    const fault = (
      name: string,
      parameters: Record<string, string | number> = {},
      times = 1,
    ) => sandbox?.faults.switchOn(name, { times, parameters });

    it('waits when it is throttled', async () => {
      fault(
        'too-many-requests',
        { verb: 'create', resource: 'configmaps', retryAfter: 0 },
        2,
      );
      await client.create(configMaps, configMap('a'));
      expect(sandbox?.faults.list()).toEqual([]);
    });

    it('keeps its cache true through dropped watches and lost history', async () => {
      const cache = cacheOf({ namespace });
      await cache.waitForSync();
      for (const name of [
        'drop-watch',
        'gone',
        'unavailable',
        'server-error',
      ]) {
        const value = randomUUID();
        fault(
          name,
          name === 'drop-watch'
            ? {}
            : { verb: 'watch', resource: 'configmaps' },
        );
        if (name !== 'drop-watch') {
          fault('drop-watch');
        }
        await client.apply(configMaps, configMap('a', { value }), {
          fieldManager: 'me',
        });
        await eventually(() =>
          expect(cache.get(namespace, 'a')?.data).toEqual({ value }),
        );
      }
    });
  },
);
