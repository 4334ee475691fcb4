import {
  at,
  configMap,
  configMaps,
  conformance,
  stringAt,
  type WidgetType,
} from './__testUtils__';

conformance('Finalizers', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  let name: string;
  let path: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });
  beforeEach(async () => {
    name = `f-${cluster.suffix()}`;
    path = configMaps(namespace, name);
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap(name, {}, { finalizers: ['example.com/a', 'example.com/b'] }),
      ),
    );
  });
  afterEach(() =>
    cluster.admin.patch(path, { metadata: { finalizers: null } }),
  );

  const release = (finalizers: string[] | null) =>
    cluster.admin.patch(path, { metadata: { finalizers } });

  it('keep a deleted object until the last of them is gone', async () => {
    const { status, body } = await cluster.admin.delete(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name, deletionGracePeriodSeconds: 0 },
    });
    expect(stringAt(body, 'metadata', 'deletionTimestamp')).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    expect((await cluster.admin.get(path)).body).toMatchObject({
      metadata: {
        finalizers: ['example.com/a', 'example.com/b'],
        deletionTimestamp: expect.any(String),
      },
    });
    expect((await release(['example.com/b'])).status).toBe(200);
    expect((await cluster.admin.get(path)).status).toBe(200);
    expect((await release(null)).status).toBe(200);
    expect((await cluster.admin.get(path)).status).toBe(404);
  });

  it('tell watches of the deletion twice: when it is asked for and when it is done', async () => {
    const { body } = await cluster.admin.get(path);
    const version = stringAt(body, 'metadata', 'resourceVersion');
    const stream = await cluster.admin.watch(
      `${configMaps(
        namespace,
      )}?watch=true&resourceVersion=${version}&fieldSelector=metadata.name%3D${name}`,
    );
    await cluster.admin.delete(path);
    await release([]);
    const events = [await stream.next(), await stream.next()];
    expect(events.map(event => event?.type)).toEqual(['MODIFIED', 'DELETED']);
    expect(at(events[0]?.object, 'metadata', 'deletionTimestamp')).toEqual(
      expect.any(String),
    );
    stream.close();
  });

  it('are not hurt by a second deletion, which changes nothing', async () => {
    const first = await cluster.admin.delete(path);
    const second = await cluster.admin.delete(path);
    expect(second.status).toBe(200);
    expect(stringAt(second.body, 'metadata', 'deletionTimestamp')).toBe(
      stringAt(first.body, 'metadata', 'deletionTimestamp'),
    );
  });

  it('cannot be added to an object that is being deleted', async () => {
    await cluster.admin.delete(path);
    const { status, body } = await release([
      'example.com/a',
      'example.com/b',
      'example.com/c',
    ]);
    expect(status).toBe(422);
    expect(body.message).toBe(
      `ConfigMap "${name}" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object ` +
        'is being deleted, found new finalizers []string{"example.com/c"}',
    );
  });

  it('let other changes through while an object is being deleted', async () => {
    await cluster.admin.delete(path);
    const { status, body } = await cluster.admin.patch(path, {
      metadata: { annotations: { progress: 'half' } },
    });
    expect([status, at(body, 'metadata', 'annotations')]).toEqual([
      200,
      { progress: 'half' },
    ]);
  });

  it('keep the name taken', async () => {
    await cluster.admin.delete(path);
    const { status, body } = await cluster.admin.post(
      configMaps(namespace),
      configMap(name),
    );
    expect([status, body.reason]).toEqual([409, 'AlreadyExists']);
    expect(body.message).toEqual(
      expect.stringMatching(
        /^(object is being deleted: )?configmaps "[^"]+" already exists$/,
      ),
    );
  });

  it('are gone with the deletionTimestamp of a client: it cannot set one', async () => {
    const { status, body } = await cluster.admin.patch(path, {
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
    });
    expect(
      status === 200 ? at(body, 'metadata', 'deletionTimestamp') : undefined,
    ).toBeUndefined();
  });

  it('of custom resources work alike, and count as a new generation', async () => {
    const object = widgets.widget('w');
    const metadata = { name: 'w', finalizers: ['example.com/a'] };
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), { ...object, metadata }),
    );
    const { body } = await cluster.admin.delete(widgets.path(namespace, 'w'));
    expect(body).toMatchObject({
      metadata: { generation: 2, deletionTimestamp: expect.any(String) },
    });
    await cluster.admin.patch(widgets.path(namespace, 'w'), {
      metadata: { finalizers: [] },
    });
    expect((await cluster.admin.get(widgets.path(namespace, 'w'))).status).toBe(
      404,
    );
  });

  it('must be qualified names', async () => {
    const { status, body } = await cluster.admin.post(
      configMaps(namespace),
      configMap('bad', {}, { finalizers: ['not a name'] }),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining('metadata.finalizers'),
    );
  });
});
