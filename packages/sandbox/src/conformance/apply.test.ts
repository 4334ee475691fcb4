import type { Json } from '../kubernetes/types';
import {
  at,
  configMap,
  configMaps,
  conformance,
  listAt,
  type Answer,
  type Body,
  type WidgetType,
} from './__testUtils__';

function fieldsOf(
  { body }: Answer,
  manager: string,
  operation = 'Apply',
): unknown {
  const entry = listAt(body, 'metadata', 'managedFields').find(
    item =>
      at(item, 'manager') === manager && at(item, 'operation') === operation,
  );
  return at(entry, 'fieldsV1');
}

conformance('Server-side apply', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  let name: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });
  beforeEach(() => {
    name = `a-${cluster.suffix()}`;
  });

  const apply = (manager: string, spec: Body, query = '') => {
    const { metadata, apiVersion, kind } = widgets.widget(name);
    const object = { apiVersion, kind, metadata, spec };
    return cluster.admin.apply(
      widgets.path(namespace, name),
      object,
      `fieldManager=${manager}${query}`,
    );
  };
  const applyMap = (manager: string, data: Json, query = '') =>
    cluster.admin.apply(
      configMaps(namespace, name),
      configMap(name, data),
      `fieldManager=${manager}${query}`,
    );

  it('creates what is not there', async () => {
    const answer = await applyMap('one', { a: '1' });
    expect(answer.status).toBe(201);
    expect(listAt(answer.body, 'metadata', 'managedFields')).toEqual([
      {
        manager: 'one',
        operation: 'Apply',
        apiVersion: 'v1',
        time: expect.stringMatching(/Z$/),
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:data': { 'f:a': {} } },
      },
    ]);
  });

  it('changes nothing when the same is applied again', async () => {
    const first = await applyMap('one', { a: '1' });
    const second = await applyMap('one', { a: '1' });
    expect([second.status, second.body]).toEqual([200, first.body]);
  });

  it('wants to know who applies', async () => {
    const { status, body } = await cluster.admin.apply(
      configMaps(namespace, name),
      configMap(name),
      '',
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining(
        'fieldManager: Required value: is required for apply patch',
      ),
    );
  });

  it('wants no managedFields', async () => {
    const object = configMap(name, {}, { managedFields: [] });
    const { status, body } = await cluster.admin.apply(
      configMaps(namespace, name),
      object,
      'fieldManager=one',
    );
    expect([status, body.message]).toEqual([
      400,
      'metadata.managedFields must be nil',
    ]);
  });

  it('refuses to take a field from another applier', async () => {
    await applyMap('one', { a: '1', b: '1' });
    const { status, body } = await applyMap('two', { a: '2', c: '2' });
    expect(status).toBe(409);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      reason: 'Conflict',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.data.a',
          },
        ],
      },
      code: 409,
    });
    expect(
      (await cluster.admin.get(configMaps(namespace, name))).body.data,
    ).toEqual({ a: '1', b: '1' });
  });

  it('names every conflict', async () => {
    await applyMap('one', { a: '1', b: '1' });
    const { body } = await applyMap('two', { a: '2', b: '2' });
    expect(body.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "one":\n- .data.a\n- .data.b',
    );
  });

  it('takes a field by force', async () => {
    await applyMap('one', { a: '1', b: '1' });
    const answer = await applyMap('two', { a: '2' }, '&force=true');
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ a: '2', b: '1' });
    expect(fieldsOf(answer, 'one')).toEqual({ 'f:data': { 'f:b': {} } });
    expect(fieldsOf(answer, 'two')).toEqual({ 'f:data': { 'f:a': {} } });
  });

  it('lets several own a field with the same value, until one changes it', async () => {
    await applyMap('one', { a: '1' });
    const shared = await applyMap('two', { a: '1' });
    expect(shared.status).toBe(200);
    expect(fieldsOf(shared, 'one')).toEqual(fieldsOf(shared, 'two'));
    expect((await applyMap('two', { a: '2' })).status).toBe(409);
    const alone = await applyMap('two', {});
    expect(alone.body.data).toEqual({ a: '1' });
  });

  it('removes what its manager does not apply any more', async () => {
    await applyMap('one', { a: '1', b: '1' });
    await applyMap('two', { c: '2' });
    expect((await applyMap('one', { a: '1' })).body.data).toEqual({
      a: '1',
      c: '2',
    });
  });

  it('gives ownership to who updates or patches', async () => {
    await applyMap('one', { a: '1', b: '1' });
    const path = `${configMaps(namespace, name)}?fieldManager=editor`;
    const answer = await cluster.admin.patch(path, { data: { a: '3' } });
    expect(fieldsOf(answer, 'one')).toEqual({ 'f:data': { 'f:b': {} } });
    expect(fieldsOf(answer, 'editor', 'Update')).toEqual({
      'f:data': { 'f:a': {} },
    });
    const { status, body } = await applyMap('one', { a: '1', b: '1' });
    expect(status).toBe(409);
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "editor" using v1: .data.a',
    );
  });

  it('notes who created an object without applying', async () => {
    const answer = await cluster.admin.post(
      `${configMaps(namespace)}?fieldManager=maker`,
      configMap(name),
    );
    expect(fieldsOf(answer, 'maker', 'Update')).toEqual({
      'f:data': { '.': {}, 'f:a': {} },
    });
  });

  it('takes the name of a manager from the User-Agent', async () => {
    const answer = await cluster.admin.post(
      configMaps(namespace),
      configMap(name),
    );
    expect(fieldsOf(answer, 'conformance', 'Update')).toBeDefined();
  });

  it('owns labels, annotations and finalizers one by one', async () => {
    const metadata = {
      labels: { l: '1' },
      annotations: { n: '1' },
      finalizers: ['example.com/a'],
    };
    const path = configMaps(namespace, name);
    const one = await cluster.admin.apply(
      path,
      configMap(name, {}, metadata),
      'fieldManager=one',
    );
    expect(fieldsOf(one, 'one')).toMatchObject({
      'f:metadata': {
        'f:annotations': { 'f:n': {} },
        'f:finalizers': { 'v:"example.com/a"': {} },
        'f:labels': { 'f:l': {} },
      },
    });
    const more = configMap(
      name,
      {},
      { labels: { m: '2' }, finalizers: ['example.com/b'] },
    );
    const two = await cluster.admin.apply(path, more, 'fieldManager=two');
    expect(at(two.body, 'metadata', 'labels')).toEqual({ l: '1', m: '2' });
    expect(at(two.body, 'metadata', 'finalizers')).toEqual([
      'example.com/a',
      'example.com/b',
    ]);
    const gone = await cluster.admin.apply(
      path,
      configMap(name, {}),
      'fieldManager=one',
    );
    expect(at(gone.body, 'metadata', 'labels')).toEqual({ m: '2' });
    expect(at(gone.body, 'metadata', 'finalizers')).toEqual(['example.com/b']);
    await cluster.admin.apply(path, configMap(name, {}), 'fieldManager=two');
  });

  it('forgets all managers when told to', async () => {
    await applyMap('one', { a: '1' });
    const { body } = await cluster.admin.patch(configMaps(namespace, name), {
      metadata: { managedFields: [{}] },
    });
    expect(listAt(body, 'metadata', 'managedFields')).toEqual([]);
  });

  it('refuses a version that is not the newest', async () => {
    await applyMap('one', { a: '1' });
    const object = configMap(name, { b: '1' }, { resourceVersion: '1' });
    const { status, body } = await cluster.admin.apply(
      configMaps(namespace, name),
      object,
      'fieldManager=one',
    );
    expect([status, body.reason]).toEqual([409, 'Conflict']);
  });

  it('answers what it would do in a dry run', async () => {
    const answer = await applyMap('one', { a: '1' }, '&dryRun=All');
    expect(answer.status).toBe(201);
    expect((await cluster.admin.get(configMaps(namespace, name))).status).toBe(
      404,
    );
  });

  describe('of custom resources', () => {
    it('merges sets and lists by key, and owns their items', async () => {
      const one = await apply('one', {
        title: 'a',
        tags: ['x'],
        parts: [{ name: 'p', color: 'red' }],
      });
      expect(one.status).toBe(201);
      expect(fieldsOf(one, 'one')).toEqual({
        'f:spec': {
          'f:parts': {
            'k:{"name":"p"}': { '.': {}, 'f:color': {}, 'f:name': {} },
          },
          'f:tags': { 'v:"x"': {} },
          'f:title': {},
        },
      });
      const conflict = await apply('two', {
        title: 'a',
        parts: [{ name: 'p', color: 'green' }],
      });
      expect(conflict.body.message).toBe(
        'Apply failed with 1 conflict: conflict with "one": .spec.parts[name="p"].color',
      );
      const three = await apply('three', {
        title: 'a',
        tags: ['y'],
        parts: [{ name: 'q' }],
      });
      expect(at(three.body, 'spec', 'tags')).toEqual(['x', 'y']);
      expect(at(three.body, 'spec', 'parts')).toEqual([
        { name: 'p', color: 'red', size: 1 },
        { name: 'q', size: 1 },
      ]);
      const gone = await apply('one', { title: 'a' });
      expect(at(gone.body, 'spec', 'tags')).toEqual(['y']);
      expect(at(gone.body, 'spec', 'parts')).toEqual([{ name: 'q', size: 1 }]);
    });

    it('replaces lists that have no keys', async () => {
      await apply('one', { title: 'a', order: ['x', 'y'] });
      expect(
        (await apply('two', { title: 'a', order: ['z'] })).body.message,
      ).toBe('Apply failed with 1 conflict: conflict with "one": .spec.order');
      const { body } = await apply(
        'two',
        { title: 'a', order: ['z'] },
        '&force=true',
      );
      expect(at(body, 'spec', 'order')).toEqual(['z']);
    });

    it('merges free-form objects field by field', async () => {
      await apply('one', { title: 'a', free: { x: { y: 1 }, l: [1] } });
      const beside = await apply('two', { title: 'a', free: { z: 2 } });
      expect(at(beside.body, 'spec', 'free')).toEqual({
        x: { y: 1 },
        l: [1],
        z: 2,
      });
      const list = await apply('two', { title: 'a', free: { l: [2] } });
      expect(list.body.message).toBe(
        'Apply failed with 1 conflict: conflict with "one": .spec.free.l',
      );
      const inside = await apply('two', { title: 'a', free: { x: { z: 2 } } });
      // Before 1.27 what is in a free-form object without properties may be owned as a whole (1.20 does so).
      const isMerged = inside.status === 200 || cluster.since(27);
      expect(
        at(inside.body, 'spec', 'free', 'x') ?? inside.body.message,
      ).toEqual(
        isMerged
          ? { y: 1, z: 2 }
          : 'Apply failed with 1 conflict: conflict with "one": .spec.free.x',
      );
      const gone = await apply('two', { title: 'a' });
      expect(at(gone.body, 'spec', 'free')).toEqual({ x: { y: 1 }, l: [1] });
    });

    it('brings a default back when its value is not applied any more', async () => {
      await apply('one', { title: 'a', replicas: 5 });
      expect(
        at((await apply('one', { title: 'a' })).body, 'spec', 'replicas'),
      ).toBe(1);
    });

    it('is validated', async () => {
      const { status, body } = await apply('one', { title: 'a', replicas: 99 });
      expect([status, body.reason]).toEqual([422, 'Invalid']);
    });

    it('applies the status by itself', async () => {
      await apply('one', { title: 'a' });
      const { apiVersion, kind, metadata } = widgets.widget(name);
      const object = {
        apiVersion,
        kind,
        metadata,
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      };
      const path = `${widgets.path(namespace, name)}/status`;
      const answer = await cluster.admin.apply(
        path,
        object,
        'fieldManager=controller',
      );
      expect(answer.status).toBe(200);
      expect(answer.body.status).toEqual({
        conditions: [{ type: 'Ready', status: 'True' }],
      });
      expect(at(answer.body, 'spec', 'title')).toBe('a');
      expect(fieldsOf(answer, 'controller')).toEqual({
        'f:status': {
          'f:conditions': {
            'k:{"type":"Ready"}': { '.': {}, 'f:status': {}, 'f:type': {} },
          },
        },
      });
    });
  });
});
