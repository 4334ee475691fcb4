import { CoreV1Api, makeInformer, Watch } from '@kubernetes/client-node';
import {
  at,
  configMap,
  configMaps,
  conformance,
  until,
  stringAt,
  type WatchEvent,
  type WidgetType,
} from './__testUtils__';

conformance('Watches', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  beforeAll(async () => {
    widgets = await cluster.widgets();
  });
  beforeEach(async () => {
    namespace = await cluster.namespace();
  });

  const create = (name: string, labels?: Record<string, string>) =>
    cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap(name, {}, labels && { labels }),
      ),
    );
  const watch = (query: string) =>
    cluster.admin.watch(`${configMaps(namespace)}?watch=true&${query}`);

  async function currentVersion(): Promise<string> {
    const { body } = await cluster.admin.get(configMaps(namespace));
    return stringAt(body, 'metadata', 'resourceVersion') ?? '';
  }

  it('tell of everything after a resourceVersion, in order', async () => {
    await create('before');
    const stream = await watch(`resourceVersion=${await currentVersion()}`);
    await create('one');
    await cluster.must(
      cluster.admin.patch(configMaps(namespace, 'one'), { data: { a: '2' } }),
    );
    await create('two');
    await cluster.must(cluster.admin.delete(configMaps(namespace, 'one')));
    expect(await stream.names(4)).toEqual([
      'ADDED one',
      'MODIFIED one',
      'ADDED two',
      'DELETED one',
    ]);
    stream.close();
  });

  it('tell of what happened between the list and the watch', async () => {
    const version = await currentVersion();
    await create('one');
    await cluster.must(cluster.admin.delete(configMaps(namespace, 'one')));
    const stream = await watch(`resourceVersion=${version}`);
    expect(await stream.names(2)).toEqual(['ADDED one', 'DELETED one']);
    stream.close();
  });

  it('send whole objects; a deleted one with the resourceVersion of its deletion', async () => {
    const created = await create('one');
    const stream = await watch(
      `resourceVersion=${stringAt(
        created.body,
        'metadata',
        'resourceVersion',
      )}`,
    );
    await cluster.must(cluster.admin.delete(configMaps(namespace, 'one')));
    const event = await stream.next();
    expect(event).toMatchObject({
      type: 'DELETED',
      object: { kind: 'ConfigMap', metadata: { name: 'one' } },
    });
    expect(
      Number(stringAt(event?.object, 'metadata', 'resourceVersion')),
    ).toBeGreaterThan(
      Number(stringAt(created.body, 'metadata', 'resourceVersion')),
    );
    stream.close();
  });

  it.each(['', 'resourceVersion=0'])(
    'begin with what is there when asked with «%s»',
    async query => {
      await create('one');
      await create('two');
      const stream = await watch(query);
      expect((await stream.names(2)).sort()).toEqual([
        'ADDED one',
        'ADDED two',
      ]);
      await create('three');
      expect(await stream.names(1)).toEqual(['ADDED three']);
      stream.close();
    },
  );

  it('follow labels: what begins to match is added, what does not match any more is deleted', async () => {
    await create('one');
    const stream = await watch(
      `resourceVersion=${await currentVersion()}&labelSelector=team%3Da`,
    );
    const path = configMaps(namespace, 'one');
    await cluster.must(
      cluster.admin.patch(path, { metadata: { labels: { team: 'a' } } }),
    );
    await cluster.must(cluster.admin.patch(path, { data: { a: '1' } }));
    await create('other', { team: 'b' });
    await cluster.must(
      cluster.admin.patch(path, { metadata: { labels: { team: 'b' } } }),
    );
    expect(await stream.names(3)).toEqual([
      'ADDED one',
      'MODIFIED one',
      'DELETED one',
    ]);
    stream.close();
  });

  it('follow one object by its name', async () => {
    const stream = await watch(
      `resourceVersion=${await currentVersion()}&fieldSelector=metadata.name%3Dtwo`,
    );
    await create('one');
    await create('two');
    expect(await stream.names(1)).toEqual(['ADDED two']);
    stream.close();
  });

  it('span namespaces', async () => {
    const version = await currentVersion();
    const label = { across: namespace };
    const stream = await cluster.admin.watch(
      `/api/v1/configmaps?watch=true&resourceVersion=${version}&labelSelector=across%3D${namespace}`,
    );
    await create('here', label);
    const other = await cluster.namespace();
    await cluster.must(
      cluster.admin.post(
        configMaps(other),
        configMap('there', {}, { labels: label }),
      ),
    );
    expect(await stream.names(2)).toEqual(['ADDED here', 'ADDED there']);
    stream.close();
  });

  it('end after their timeout', async () => {
    const begin = Date.now();
    const stream = await watch(
      `resourceVersion=${await currentVersion()}&timeoutSeconds=1`,
    );
    expect(stream.status).toBe(200);
    expect(await stream.rest()).toEqual([]);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(900);
  });

  it('send a bookmark before they end, to whoever asks for it', async () => {
    // It comes two seconds before the end, if anything has happened since the watch began.
    const version = await currentVersion();
    const stream = await watch(
      `resourceVersion=${version}&timeoutSeconds=4&allowWatchBookmarks=true`,
    );
    await create('one');
    const events = await stream.rest();
    const bookmarks = events.filter(({ type }) => type === 'BOOKMARK');
    expect(bookmarks.length).toBeGreaterThan(0);
    expect(bookmarks[0].object).toMatchObject({
      kind: 'ConfigMap',
      apiVersion: 'v1',
    });
    expect(
      Number(stringAt(bookmarks[0].object, 'metadata', 'resourceVersion')),
    ).toBeGreaterThan(Number(version));
    // It is good to watch on from.
    const next = await watch(
      `resourceVersion=${stringAt(
        bookmarks[0].object,
        'metadata',
        'resourceVersion',
      )}&timeoutSeconds=1`,
    );
    expect((await next.rest()).filter(({ type }) => type === 'ADDED')).toEqual(
      [],
    );
  });

  it('say when a resourceVersion is too old', async () => {
    const stream = await cluster.admin.watch(
      `${widgets.path(namespace)}?watch=true&resourceVersion=1`,
    );
    const event = await stream.next();
    const status = event?.type === 'ERROR' ? event.object : event;
    expect(status).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Expired',
      code: 410,
    });
    expect(stringAt(status, 'message')).toMatch(
      /^too old resource version: 1 \(\d+\)$/,
    );
    expect(await stream.next()).toBeUndefined();
  });

  it('of custom resources work alike', async () => {
    const { body } = await cluster.admin.get(widgets.path(namespace));
    const version = stringAt(body, 'metadata', 'resourceVersion');
    const stream = await cluster.admin.watch(
      `${widgets.path(namespace)}?watch=true&resourceVersion=${version}`,
    );
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('w')),
    );
    await cluster.must(
      cluster.admin.patch(`${widgets.path(namespace, 'w')}/status`, {
        status: { phase: 'Up' },
      }),
    );
    await cluster.must(cluster.admin.delete(widgets.path(namespace, 'w')));
    expect(await stream.names(3)).toEqual([
      'ADDED w',
      'MODIFIED w',
      'DELETED w',
    ]);
    stream.close();
  });

  it('do not tell of writes that change nothing', async () => {
    await create('one');
    const stream = await watch(`resourceVersion=${await currentVersion()}`);
    await cluster.must(
      cluster.admin.patch(configMaps(namespace, 'one'), {
        metadata: { labels: {} },
      }),
    );
    await create('two');
    expect(await stream.names(1)).toEqual(['ADDED two']);
    stream.close();
  });

  it('answer the official client', async () => {
    const events: WatchEvent[] = [];
    const controller = await new Watch(cluster.kubeConfig).watch(
      configMaps(namespace),
      {},
      (type, object) => events.push({ type, object }),
      () => {},
    );
    await create('one');
    await until('the event arrives', async () =>
      events.length > 0 ? true : undefined,
    );
    controller.abort();
    expect(events[0].type).toBe('ADDED');
    expect(at(events[0].object, 'metadata', 'name')).toBe('one');
  });

  it('carry the informer of the official client', async () => {
    const core = cluster.kubeConfig.makeApiClient(CoreV1Api);
    await create('before');
    const informer = makeInformer(
      cluster.kubeConfig,
      configMaps(namespace),
      () => core.listNamespacedConfigMap({ namespace }),
    );
    const seen: string[] = [];
    informer.on('add', ({ metadata }) => seen.push(`add ${metadata?.name}`));
    informer.on('delete', ({ metadata }) =>
      seen.push(`delete ${metadata?.name}`),
    );
    await informer.start();
    await create('after');
    await cluster.must(cluster.admin.delete(configMaps(namespace, 'before')));
    await until('the informer has seen the deletion', async () =>
      seen.includes('delete before') ? true : undefined,
    );
    await informer.stop();
    expect(seen).toEqual(expect.arrayContaining(['add before', 'add after']));
  });
});
