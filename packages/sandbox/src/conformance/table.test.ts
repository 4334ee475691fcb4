import type { Json } from '../kubernetes/types';
import {
  at,
  configMap,
  configMaps,
  conformance,
  listAt,
  type Body,
  type WidgetType,
} from './__testUtils__';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

function columns(
  body: Body,
): Array<[Json | undefined, Json | undefined, Json | undefined]> {
  return listAt(body, 'columnDefinitions').map(column => {
    const { name, type, priority } =
      typeof column === 'object' && column && !Array.isArray(column)
        ? column
        : {};
    return [name, type, priority];
  });
}

conformance('Tables', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap('c', { a: '1', b: '2' }),
      ),
    );
    await cluster.must(
      cluster.admin.post(
        widgets.path(namespace),
        widgets.widget('w', { replicas: 3 }),
      ),
    );
  });
  const table = (path: string) => cluster.admin.get(path, { accept: TABLE });

  it('have the columns of a built-in type', async () => {
    const { body } = await table(
      `${configMaps(namespace)}?fieldSelector=metadata.name%3Dc`,
    );
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(columns(body)).toEqual([
      ['Name', 'string', 0],
      ['Data', 'string', 0],
      ['Age', 'string', 0],
    ]);
    expect(at(listAt(body, 'rows')[0], 'cells')).toEqual([
      'c',
      expect.anything(),
      expect.stringMatching(/^\d+[smhd]/),
    ]);
  });

  it('have the printer columns of a custom resource', async () => {
    const { body } = await table(widgets.path(namespace));
    expect(columns(body)).toEqual([
      ['Name', 'string', 0],
      ['Title', 'string', 0],
      ['Replicas', 'integer', 1],
      ['Age', 'date', 0],
    ]);
    expect(at(listAt(body, 'rows')[0], 'cells')).toEqual([
      'w',
      'a',
      3,
      expect.stringMatching(/^\d+s/),
    ]);
  });

  it('have only name and age where nothing is said', async () => {
    const type = await cluster.widgets(spec =>
      listAt(spec, 'versions').forEach(version =>
        Object.assign(version ?? {}, { additionalPrinterColumns: [] }),
      ),
    );
    const { body } = await table(type.path(namespace));
    expect(columns(body).map(([name]) => name)).toEqual(['Name', 'Age']);
  });

  it('carry the metadata of each row', async () => {
    const { body } = await table(widgets.path(namespace));
    expect(at(listAt(body, 'rows')[0], 'object')).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'w', namespace },
    });
  });

  it('carry the whole object, or nothing, when asked to', async () => {
    const whole = await table(
      `${widgets.path(namespace)}?includeObject=Object`,
    );
    expect(at(listAt(whole.body, 'rows')[0], 'object', 'spec', 'title')).toBe(
      'a',
    );
    const none = await table(`${widgets.path(namespace)}?includeObject=None`);
    expect(
      at(listAt(none.body, 'rows')[0], 'object') ?? undefined,
    ).toBeUndefined();
  });

  it('are made of one object, too', async () => {
    const { body } = await table(widgets.path(namespace, 'w'));
    expect(body.kind).toBe('Table');
    expect(listAt(body, 'rows')).toHaveLength(1);
  });

  it('have the resourceVersion of the list, to watch on from', async () => {
    const { body } = await table(widgets.path(namespace));
    const version = at(body, 'metadata', 'resourceVersion');
    expect(version).toMatch(/^\d+$/);
  });

  it('are sent by a watch, with the columns in the first event only', async () => {
    const stream = await cluster.admin.watch(
      `${widgets.path(namespace)}?watch=true`,
      TABLE,
    );
    const first = await stream.next();
    expect(first).toMatchObject({
      type: 'ADDED',
      object: {
        kind: 'Table',
        rows: [{ cells: ['w', 'a', 3, expect.anything()] }],
      },
    });
    expect(listAt(first?.object, 'columnDefinitions')).toHaveLength(4);
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('x')),
    );
    const second = await stream.next();
    expect(listAt(second?.object, 'rows')).toHaveLength(1);
    expect(listAt(second?.object, 'columnDefinitions')).toHaveLength(0);
    stream.close();
  });

  it('are not made of a Status', async () => {
    const { status, body } = await table(configMaps(namespace, 'nothing'));
    expect([status, body.kind]).toEqual([404, 'Status']);
  });
});
