import {
  configMap,
  configMaps,
  conformance,
  objectAt,
  stringAt,
  type WidgetType,
} from './__testUtils__';

const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

conformance('Optimistic concurrency', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });

  async function created(name: string): Promise<string> {
    const { body } = await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap(name)),
    );
    return stringAt(body, 'metadata', 'resourceVersion') ?? '';
  }

  it('takes an update of the version it has', async () => {
    const resourceVersion = await created('fresh');
    const { status } = await cluster.admin.put(
      configMaps(namespace, 'fresh'),
      configMap('fresh', { a: '2' }, { resourceVersion }),
    );
    expect(status).toBe(200);
  });

  it('refuses an update of an older version', async () => {
    const resourceVersion = await created('stale');
    const path = configMaps(namespace, 'stale');
    await cluster.must(cluster.admin.patch(path, { data: { a: '2' } }));
    const { status, body } = await cluster.admin.put(
      path,
      configMap('stale', { a: '3' }, { resourceVersion }),
    );
    expect(status).toBe(409);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `Operation cannot be fulfilled on configmaps "stale": ${MODIFIED}`,
      reason: 'Conflict',
      details: { name: 'stale', kind: 'configmaps' },
      code: 409,
    });
    expect((await cluster.admin.get(path)).body.data).toEqual({ a: '2' });
  });

  it('refuses a patch of an older version', async () => {
    const resourceVersion = await created('patched');
    const path = configMaps(namespace, 'patched');
    await cluster.must(cluster.admin.patch(path, { data: { a: '2' } }));
    const { status, body } = await cluster.admin.patch(path, {
      metadata: { resourceVersion },
      data: { a: '3' },
    });
    expect([status, body.message]).toEqual([
      409,
      `Operation cannot be fulfilled on configmaps "patched": ${MODIFIED}`,
    ]);
  });

  it('refuses an update of another object with the same name', async () => {
    await created('reborn');
    const { status, body } = await cluster.admin.put(
      configMaps(namespace, 'reborn'),
      configMap('reborn', {}, { uid: 'other' }),
    );
    expect(status).toBe(409);
    expect(body.message).toEqual(
      expect.stringContaining(
        'Precondition failed: UID in precondition: other, UID in object meta: ',
      ),
    );
  });

  it('wants the resourceVersion of a custom resource that is replaced', async () => {
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('w')),
    );
    const { status, body } = await cluster.admin.put(
      widgets.path(namespace, 'w'),
      widgets.widget('w', { title: 'b' }),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringMatching(
        /metadata\.resourceVersion: Invalid value: (0x0|0): must be specified for an update$/,
      ),
    );
  });

  it('lets exactly one of many writers of the same version win', async () => {
    const resourceVersion = await created('contended');
    const answers = await Promise.all(
      [...Array(8).keys()].map(writer =>
        cluster.admin.put(
          configMaps(namespace, 'contended'),
          configMap(
            'contended',
            { winner: String(writer) },
            { resourceVersion },
          ),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array(7).fill(409),
    ]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const { body } = await cluster.admin.get(
      configMaps(namespace, 'contended'),
    );
    expect(body.data).toEqual({ winner: String(winner) });
  });

  it('loses no patch of many at once', async () => {
    await created('counted');
    const path = configMaps(namespace, 'counted');
    // A patch without resourceVersion is tried again by the server.
    const answers = await Promise.all(
      [...Array(4).keys()].map(index =>
        cluster.admin.patch(path, { data: { [`k${index}`]: 'x' } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await cluster.admin.get(path);
    expect(Object.keys(objectAt(body, 'data') ?? {}).sort()).toEqual([
      'a',
      'k0',
      'k1',
      'k2',
      'k3',
    ]);
  });

  it('counts resourceVersions up for the whole cluster', async () => {
    const first = Number(await created('v1'));
    const second = Number(await created('v2'));
    expect(second).toBeGreaterThan(first);
  });
});
