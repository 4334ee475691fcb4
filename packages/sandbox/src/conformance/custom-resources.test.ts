import type { Json } from '../kubernetes/types';
import {
  at,
  conformance,
  CRDS,
  until,
  listAt,
  objectAt,
  stringAt,
  type Body,
  type WidgetType,
} from './__testUtils__';

conformance('Custom resources', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });

  const create = (spec: Json, query = '') =>
    cluster.admin.post(`${widgets.path(namespace)}${query}`, {
      ...widgets.widget(`w-${cluster.suffix()}`),
      spec,
    });

  describe('definitions', () => {
    it('are accepted and established, with what the server fills in', async () => {
      const { body } = await cluster.admin.get(`${CRDS}/${widgets.name}`);
      expect(at(body, 'spec', 'conversion', 'strategy')).toBe('None');
      expect(at(body, 'status', 'storedVersions')).toEqual(['v1']);
      expect(at(body, 'status', 'acceptedNames')).toMatchObject({
        plural: 'widgets',
        kind: 'Widget',
      });
      const conditions = listAt(body, 'status', 'conditions');
      expect(
        conditions.map(condition => [
          at(condition, 'type'),
          at(condition, 'status'),
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['NamesAccepted', 'True'],
          ['Established', 'True'],
        ]),
      );
    });

    async function refused(
      change: (definition: Body) => void,
    ): Promise<string> {
      const group = `c${cluster.suffix()}.example.com`;
      const { body: existing } = await cluster.admin.get(
        `${CRDS}/${widgets.name}`,
      );
      const definition: Body = {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `widgets.${group}` },
        spec: { ...objectAt(existing, 'spec'), group },
      };
      change(definition);
      const { status, body } = await cluster.admin.post(
        `${CRDS}?dryRun=All`,
        definition,
      );
      expect([status, body.reason]).toEqual([422, 'Invalid']);
      return stringAt(body, 'message') ?? '';
    }

    it('must be named after their plural and group', async () => {
      expect(
        await refused(definition =>
          Object.assign(definition, {
            metadata: { name: 'other.example.com' },
          }),
        ),
      ).toMatch(
        'metadata.name: Invalid value: "other.example.com": must be spec.names.plural+"."+spec.group',
      );
    });

    it('must have a scope that exists', async () => {
      expect(
        await refused(({ spec }) =>
          Object.assign(spec ?? {}, { scope: 'Galaxy' }),
        ),
      ).toMatch(
        'spec.scope: Unsupported value: "Galaxy": supported values: "Cluster", "Namespaced"',
      );
    });

    it('must have exactly one version that is stored', async () => {
      expect(
        await refused(({ spec }) =>
          listAt(spec, 'versions').forEach(version =>
            Object.assign(version ?? {}, { storage: false }),
          ),
        ),
      ).toMatch('must have exactly one version marked as storage version');
    });

    it('must have a schema', async () => {
      expect(
        await refused(({ spec }) =>
          listAt(spec, 'versions').forEach(version =>
            Object.assign(version ?? {}, { schema: {} }),
          ),
        ),
      ).toMatch('schema.openAPIV3Schema: Required value: schemas are required');
    });

    it('must say of what type each field is', async () => {
      const schema = {
        openAPIV3Schema: { type: 'object', properties: { spec: {} } },
      };
      expect(
        await refused(({ spec }) =>
          listAt(spec, 'versions').forEach(version =>
            Object.assign(version ?? {}, { schema }),
          ),
        ),
      ).toMatch(
        'properties[spec].type: Required value: must not be empty for specified object fields',
      );
    });
  });

  describe('validation', () => {
    it.each<[Body, string]>([
      [{}, 'spec.title: Required value'],
      [
        { title: 'a', replicas: 'many' },
        'spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"',
      ],
      [
        { title: 'a', replicas: 11 },
        'spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10',
      ],
      [
        { title: '' },
        'spec.title: Invalid value: "": spec.title in body should be at least 1 chars long',
      ],
      [
        { title: 'a', color: 'blue' },
        'spec.color: Unsupported value: "blue": supported values: "red", "green"',
      ],
      [{ title: 'a', tags: ['x', 'x'] }, 'spec.tags[1]: Duplicate value: "x"'],
      [
        { title: 'a', parts: [{ name: 'x' }, { name: 'x' }] },
        'spec.parts[1]: Duplicate value: map[string]interface {}{"name":"x"}',
      ],
      [
        { title: 'a', when: 'soon' },
        'spec.when: Invalid value: "soon": spec.when in body must be of type date-time: "soon"',
      ],
    ])('refuses %j', async (spec, message) => {
      const { status, body } = await create(spec);
      expect(status).toBe(422);
      // Newer servers print the object of a duplicate as JSON.
      const asJson = message.replace(
        'map[string]interface {}{"name":"x"}',
        '{"name":"x"}',
      );
      const subject = `Widget.${widgets.group} "${stringAt(
        body,
        'details',
        'name',
      )}" is invalid: `;
      expect([subject + message, subject + asJson]).toContain(
        stringAt(body, 'message'),
      );
      expect(body).toMatchObject({
        reason: 'Invalid',
        details: {
          group: widgets.group,
          kind: 'Widget',
          causes: [{ field: message.split(':')[0] }],
        },
      });
    });

    it('lists everything that is wrong', async () => {
      const { body } = await create({ replicas: 'many' });
      const message = stringAt(body, 'message') ?? '';
      expect(message).toMatch(/ is invalid: \[.*\]$/);
      expect(message).toMatch('spec.title: Required value');
      expect(message).toMatch('spec.replicas: Invalid value: "string"');
      expect(listAt(body, 'details', 'causes')).toHaveLength(2);
    });

    it('names the item of a list that is wrong', async () => {
      const { body } = await create({ title: 'a', order: ['x', 1] });
      // Until 1.21 the list was named, not the item.
      const field = cluster.since(22) ? 'spec.order[1]' : 'spec.order';
      expect(stringAt(body, 'message')).toMatch(
        `${field}: Invalid value: "integer": ${field} in body must be of type string: "integer"`,
      );
    });

    it('holds for updates', async () => {
      const { body } = await cluster.must(create({ title: 'a' }));
      const path = widgets.path(namespace, stringAt(body, 'metadata', 'name'));
      expect(
        (await cluster.admin.put(path, { ...body, spec: {} })).status,
      ).toBe(422);
    });

    it('wants the group and kind of the path', async () => {
      const { status, body } = await cluster.admin.post(
        widgets.path(namespace),
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'x' },
        },
      );
      expect([status, body.reason]).toEqual([400, 'BadRequest']);
    });
  });

  describe('pruning and defaults', () => {
    it('removes what the schema does not know, and keeps what may be unknown', async () => {
      const { status, body } = await create({
        title: 'a',
        unknown: 1,
        parts: [{ name: 'p', unknown: 1 }],
        free: { anything: { goes: [1] } },
        labels: { any: 'key' },
      });
      expect(status).toBe(201);
      expect(body.spec).toEqual({
        title: 'a',
        replicas: 1,
        parts: [{ name: 'p', size: 1 }],
        free: { anything: { goes: [1] } },
        labels: { any: 'key' },
      });
    });

    it('fills in defaults for what is missing or null', async () => {
      const { body } = await create({
        title: 'a',
        replicas: null,
        color: null,
      });
      expect(body.spec).toEqual({ title: 'a', replicas: 1 });
    });

    it('tells of unknown fields when asked to be strict', async () => {
      const { status, body } = await create(
        { title: 'a', unknown: 1, free: { x: 1 } },
        '?fieldValidation=Strict',
      );
      // The parameter came with 1.25; older servers do not look at it.
      const isStrict = cluster.since(25);
      expect([status, body.reason]).toEqual(
        isStrict ? [400, 'BadRequest'] : [201, undefined],
      );
      expect(stringAt(body, 'message') ?? '').toMatch(
        isStrict ? 'strict decoding error: unknown field "spec.unknown"' : '',
      );
    });

    it('warns of unknown fields', async () => {
      const { status, headers } = await create(
        { title: 'a', unknown: 1 },
        '?fieldValidation=Warn',
      );
      expect(status).toBe(201);
      expect(headers.warning ?? '').toMatch(
        cluster.since(25) ? 'unknown field \\"spec.unknown\\"' : '',
      );
    });

    it('keeps quiet when told to ignore them', async () => {
      const { status, headers } = await create(
        { title: 'a', unknown: 1 },
        '?fieldValidation=Ignore',
      );
      expect([status, headers.warning]).toEqual([201, undefined]);
    });
  });

  describe('versions', () => {
    it('are served side by side, and stored as one', async () => {
      const type = await cluster.widgets(spec => {
        const [version] = listAt(spec, 'versions');
        spec.versions = [
          ...listAt(spec, 'versions'),
          {
            ...(typeof version === 'object' && !Array.isArray(version)
              ? version
              : {}),
            name: 'v2',
            storage: false,
          },
        ];
      });
      await cluster.must(
        cluster.admin.post(type.path(namespace), type.widget('both')),
      );
      const path = type.path(namespace, 'both').replace('/v1/', '/v2/');
      const { body } = await until('v2 is served', async () => {
        const answer = await cluster.admin.get(path);
        return answer.status === 200 ? answer : undefined;
      });
      expect(body).toMatchObject({
        apiVersion: `${type.group}/v2`,
        kind: 'Widget',
        spec: { title: 'a' },
      });
    });
  });

  it('may be of the whole cluster', async () => {
    const type = await cluster.widgets(spec =>
      Object.assign(spec, { scope: 'Cluster' }),
    );
    const path = `/apis/${type.apiVersion}/widgets`;
    expect((await cluster.admin.post(path, type.widget('global'))).status).toBe(
      201,
    );
    const { body } = await cluster.admin.get(`${path}/global`);
    expect(at(body, 'metadata', 'namespace')).toBeUndefined();
    expect((await cluster.admin.get(type.path(namespace))).status).toBe(404);
  });

  it('take integers and strings where both are allowed', async () => {
    const type = await cluster.widgets(spec => {
      const schema = {
        openAPIV3Schema: {
          type: 'object',
          properties: {
            spec: {
              type: 'object',
              properties: {
                port: { 'x-kubernetes-int-or-string': true },
                title: { type: 'string' },
              },
            },
          },
        },
      };
      listAt(spec, 'versions').forEach(version =>
        Object.assign(version ?? {}, { schema }),
      );
    });
    expect(
      (
        await cluster.admin.post(
          type.path(namespace),
          type.widget('i', { port: 80 }),
        )
      ).status,
    ).toBe(201);
    expect(
      (
        await cluster.admin.post(
          type.path(namespace),
          type.widget('s', { port: 'http' }),
        )
      ).status,
    ).toBe(201);
    const { status, body } = await cluster.admin.post(
      type.path(namespace),
      type.widget('b', { port: true }),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining(
        'spec.port in body must be of type integer,string: "boolean"',
      ),
    );
  });

  it('go with their definition', async () => {
    const type = await cluster.widgets();
    await cluster.must(
      cluster.admin.post(type.path(namespace), type.widget('w')),
    );
    await cluster.must(cluster.admin.delete(`${CRDS}/${type.name}`));
    await until('the definition is gone', async () =>
      (await cluster.admin.get(`${CRDS}/${type.name}`)).status === 404
        ? true
        : undefined,
    );
    expect((await cluster.admin.get(type.path(namespace, 'w'))).status).toBe(
      404,
    );
  });
});
