import {
  at,
  conformance,
  objectAt,
  stringAt,
  type WidgetType,
} from './__testUtils__';

conformance('The status subresource', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  let path: string;
  let name: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });
  beforeEach(async () => {
    name = `s-${cluster.suffix()}`;
    path = widgets.path(namespace, name);
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), {
        ...widgets.widget(name),
        status: { phase: 'Forged' },
      }),
    );
  });

  it('is empty on a new object, whatever was sent', async () => {
    const { body } = await cluster.admin.get(path);
    expect(body).not.toHaveProperty('status');
    expect(at(body, 'metadata', 'generation')).toBe(1);
  });

  it('is written by itself and leaves the generation alone', async () => {
    const { body: live } = await cluster.admin.get(path);
    const { status, body } = await cluster.admin.put(`${path}/status`, {
      ...live,
      spec: { title: 'changed' },
      status: { phase: 'Up' },
    });
    expect(status).toBe(200);
    expect(body.status).toEqual({ phase: 'Up' });
    expect(at(body, 'spec', 'title')).toBe('a');
    expect(at(body, 'metadata', 'generation')).toBe(1);
    expect(stringAt(body, 'metadata', 'resourceVersion')).not.toBe(
      stringAt(live, 'metadata', 'resourceVersion'),
    );
  });

  it('is not written with the object, whose generation counts changes of the specification', async () => {
    await cluster.must(
      cluster.admin.patch(`${path}/status`, { status: { phase: 'Up' } }),
    );
    const { body } = await cluster.admin.patch(path, {
      spec: { title: 'b' },
      status: { phase: 'Forged' },
    });
    expect(body.status).toEqual({ phase: 'Up' });
    expect(at(body, 'metadata', 'generation')).toBe(2);
    const labelled = await cluster.admin.patch(path, {
      metadata: { labels: { a: 'b' } },
    });
    expect(at(labelled.body, 'metadata', 'generation')).toBe(2);
  });

  it('does not change labels and finalizers', async () => {
    const { body } = await cluster.admin.patch(`${path}/status`, {
      metadata: { labels: { a: 'b' }, finalizers: ['example.com/a'] },
      status: { phase: 'Up' },
    });
    expect(objectAt(body, 'metadata')).not.toHaveProperty('labels');
    expect(objectAt(body, 'metadata')).not.toHaveProperty('finalizers');
  });

  it('is read', async () => {
    await cluster.must(
      cluster.admin.patch(`${path}/status`, { status: { phase: 'Up' } }),
    );
    const { status, body } = await cluster.admin.get(`${path}/status`);
    expect([status, body.status]).toEqual([200, { phase: 'Up' }]);
  });

  it('is validated', async () => {
    const { status, body } = await cluster.admin.patch(`${path}/status`, {
      status: { phase: 5 },
    });
    expect([status, body.reason]).toEqual([422, 'Invalid']);
    expect(body.message).toEqual(
      expect.stringContaining(
        'status.phase: Invalid value: "integer": status.phase in body must be of type string: "integer"',
      ),
    );
  });

  it('cannot be created or deleted', async () => {
    expect((await cluster.admin.delete(`${path}/status`)).status).toBe(405);
    expect((await cluster.admin.get(path)).status).toBe(200);
  });

  it('is guarded against older versions', async () => {
    const { body: live } = await cluster.admin.get(path);
    await cluster.must(
      cluster.admin.patch(`${path}/status`, { status: { phase: 'Up' } }),
    );
    const { status } = await cluster.admin.put(`${path}/status`, {
      ...live,
      status: { phase: 'Down' },
    });
    expect(status).toBe(409);
  });
});
