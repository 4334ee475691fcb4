import {
  configMap,
  configMaps,
  conformance,
  stringAt,
  type WidgetType,
} from './__testUtils__';

conformance('Dry runs', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
    await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap('kept')),
    );
  });

  it('create nothing, and answer as if', async () => {
    const { status, body } = await cluster.admin.post(
      `${configMaps(namespace)}?dryRun=All`,
      configMap('ghost'),
    );
    expect(status).toBe(201);
    expect(stringAt(body, 'metadata', 'uid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      (await cluster.admin.get(configMaps(namespace, 'ghost'))).status,
    ).toBe(404);
  });

  it('fail where the request would fail', async () => {
    expect(
      (
        await cluster.admin.post(
          `${configMaps(namespace)}?dryRun=All`,
          configMap('kept'),
        )
      ).status,
    ).toBe(409);
    const invalid = widgets.widget('w', { replicas: 'many' });
    expect(
      (
        await cluster.admin.post(
          `${widgets.path(namespace)}?dryRun=All`,
          invalid,
        )
      ).status,
    ).toBe(422);
  });

  it.each(['put', 'patch'] as const)('change nothing by %s', async verb => {
    const path = configMaps(namespace, 'kept');
    const { body: before } = await cluster.admin.get(path);
    const { status, body } = await cluster.admin[verb](
      `${path}?dryRun=All`,
      configMap('kept', { a: '2' }),
    );
    expect([status, body.data]).toEqual([200, { a: '2' }]);
    expect((await cluster.admin.get(path)).body).toEqual(before);
  });

  it('delete nothing', async () => {
    const path = configMaps(namespace, 'kept');
    expect((await cluster.admin.delete(`${path}?dryRun=All`)).status).toBe(200);
    expect((await cluster.admin.delete(path, { dryRun: ['All'] })).status).toBe(
      200,
    );
    expect((await cluster.admin.get(path)).status).toBe(200);
  });

  it('are of one kind only', async () => {
    const { status, body } = await cluster.admin.post(
      `${configMaps(namespace)}?dryRun=Some`,
      configMap('x'),
    );
    expect([status, body.reason]).toEqual([422, 'Invalid']);
    expect(body.message).toEqual(
      expect.stringContaining('dryRun: Unsupported value: '),
    );
  });
});
