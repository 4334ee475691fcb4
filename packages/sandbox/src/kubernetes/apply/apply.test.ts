import { type JsonObject } from '../json';
import type { Json } from '../types';
import {
  applyServerSide,
  builtInMergeSchema,
  conflictStatus,
  mergeSchemaOf,
  trackUpdate,
  type MapType,
} from '.';

const API_VERSION = 'example.com/v1';
const NOW = new Date('2026-01-02T03:04:05.678Z');
const LATER = new Date('2026-01-02T03:05:00Z');

const widget = mergeSchemaOf({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        color: { type: 'string' },
        tags: {
          type: 'array',
          items: { type: 'string' },
          'x-kubernetes-list-type': 'set',
        },
        order: { type: 'array', items: { type: 'string' } },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['port', 'protocol'],
          items: {
            type: 'object',
            required: ['port'],
            properties: {
              port: { type: 'integer' },
              protocol: { type: 'string', default: 'TCP' },
              name: { type: 'string' },
            },
          },
        },
        selector: {
          type: 'object',
          'x-kubernetes-map-type': 'atomic',
          additionalProperties: { type: 'string' },
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
    status: { type: 'object', properties: { phase: { type: 'string' } } },
  },
});

function apply(
  live: Json | undefined,
  manager: string,
  spec: JsonObject,
  options: { force?: boolean; now?: Date } = {},
) {
  return applyServerSide({
    live,
    applied: {
      apiVersion: API_VERSION,
      kind: 'Widget',
      metadata: { name: 'w' },
      spec,
    },
    manager,
    force: options.force ?? false,
    schema: widget,
    apiVersion: API_VERSION,
    now: options.now ?? NOW,
  });
}

function applied(...parameters: Parameters<typeof apply>): JsonObject {
  const result = apply(...parameters);
  if ('conflicts' in result) {
    throw new Error(conflictStatus(result.conflicts).message);
  }
  return result.object;
}

function update(
  live: JsonObject | undefined,
  manager: string,
  change: JsonObject,
  subresource?: string,
): JsonObject {
  const updated: JsonObject = { ...live, ...change };
  const managedFields = trackUpdate({
    live,
    updated,
    manager,
    schema: widget,
    apiVersion: API_VERSION,
    subresource,
    now: NOW,
  });
  return { ...updated, metadata: { name: 'w', managedFields } };
}

function managers(object: JsonObject): Record<string, Json> {
  const { metadata } = object;
  const entries =
    typeof metadata === 'object' && metadata && 'managedFields' in metadata
      ? metadata.managedFields
      : [];
  return Object.fromEntries(
    (Array.isArray(entries) ? entries : []).map((entry): [string, Json] =>
      typeof entry === 'object' && entry && 'fieldsV1' in entry
        ? [String(entry.manager), entry.fieldsV1]
        : ['', null],
    ),
  );
}

describe('applyServerSide', () => {
  it('creates what is not there and writes down who owns what', () => {
    expect(
      applied(undefined, 'me', {
        replicas: 1,
        tags: ['a'],
        ports: [{ port: 80, name: 'web' }],
      }),
    ).toEqual({
      apiVersion: API_VERSION,
      kind: 'Widget',
      metadata: {
        name: 'w',
        managedFields: [
          {
            manager: 'me',
            operation: 'Apply',
            apiVersion: API_VERSION,
            time: '2026-01-02T03:04:05Z',
            fieldsType: 'FieldsV1',
            fieldsV1: {
              'f:spec': {
                'f:ports': {
                  'k:{"port":80,"protocol":"TCP"}': {
                    '.': {},
                    'f:name': {},
                    'f:port': {},
                  },
                },
                'f:replicas': {},
                'f:tags': { 'v:"a"': {} },
              },
            },
          },
        ],
      },
      spec: { replicas: 1, tags: ['a'], ports: [{ port: 80, name: 'web' }] },
    });
  });

  it('changes nothing, not even a time, when the same is applied again', () => {
    const object = applied(undefined, 'me', { replicas: 1 });
    expect(applied(object, 'me', { replicas: 1 }, { now: LATER })).toEqual(
      object,
    );
  });

  it('refuses to change a field that somebody else applied', () => {
    const object = applied(undefined, 'one', { replicas: 1 });
    const result = apply(object, 'two', { replicas: 2, color: 'red' });
    expect('conflicts' in result && conflictStatus(result.conflicts)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'Apply failed with 1 conflict: conflict with "one": .spec.replicas',
      reason: 'Conflict',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.spec.replicas',
          },
        ],
      },
      code: 409,
    });
  });

  it('tells of several conflicts by manager', () => {
    const object = applied(
      applied(undefined, 'one', { replicas: 1, color: 'red' }),
      'two',
      { replicas: 1 },
    );
    const result = apply(object, 'three', { replicas: 2, color: 'blue' });
    expect(
      'conflicts' in result && conflictStatus(result.conflicts).message,
    ).toBe(
      'Apply failed with 3 conflicts: ' +
        'conflicts with "one":\n- .spec.color\n- .spec.replicas\nconflicts with "two":\n- .spec.replicas',
    );
  });

  it('tells of conflicts level by level, and of appliers before updaters of the same name', () => {
    const { metadata, ...object } = update(
      applied(undefined, 'one', {
        labels: { a: '1' },
        color: 'red',
        replicas: 1,
      }),
      'one',
      { spec: { labels: { a: '1' }, color: 'red', replicas: 2 } },
    );
    const result = apply({ ...object, metadata }, 'two', {
      labels: { a: '2' },
      color: 'blue',
      replicas: 3,
    });
    expect(
      'conflicts' in result && conflictStatus(result.conflicts).message,
    ).toBe(
      'Apply failed with 3 conflicts: conflicts with "one":\n- .spec.color\n- .spec.labels.a\n' +
        'conflicts with "one" using example.com/v1:\n- .spec.replicas',
    );
  });

  it('names the version of an update in a conflict', () => {
    const object = update(
      applied(undefined, 'one', { replicas: 1 }),
      'kubectl-edit',
      { spec: { replicas: 3 } },
    );
    const result = apply(object, 'one', { replicas: 1 });
    expect(
      'conflicts' in result && conflictStatus(result.conflicts).message,
    ).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using example.com/v1: .spec.replicas',
    );
  });

  it('shares a field with those who want the same value', () => {
    const object = applied(applied(undefined, 'one', { replicas: 1 }), 'two', {
      replicas: 1,
    });
    expect(managers(object)).toEqual({
      one: { 'f:spec': { 'f:replicas': {} } },
      two: { 'f:spec': { 'f:replicas': {} } },
    });
  });

  it('takes a field over by force', () => {
    const object = applied(
      applied(undefined, 'one', { replicas: 1, color: 'red' }),
      'two',
      { replicas: 2 },
      { force: true },
    );
    expect(object.spec).toEqual({ replicas: 2, color: 'red' });
    expect(managers(object)).toEqual({
      one: { 'f:spec': { 'f:color': {} } },
      two: { 'f:spec': { 'f:replicas': {} } },
    });
  });

  it('removes what its manager does not apply any more and nobody else owns', () => {
    const object = applied(
      applied(undefined, 'one', {
        replicas: 1,
        color: 'red',
        labels: { a: '1', b: '2' },
      }),
      'two',
      {
        color: 'red',
        labels: { b: '2' },
      },
    );
    expect(applied(object, 'one', { replicas: 1 }).spec).toEqual({
      replicas: 1,
      color: 'red',
      labels: { b: '2' },
    });
  });

  it('removes a whole object with its last field', () => {
    const object = applied(undefined, 'one', {
      replicas: 1,
      labels: { a: '1' },
    });
    expect(applied(object, 'one', { replicas: 1 }).spec).toEqual({
      replicas: 1,
    });
  });

  it('leaves what nobody owns beside what it still applies', () => {
    const { spec, ...object } = applied(undefined, 'one', {
      labels: { a: '1', b: '2' },
    });
    const defaulted: JsonObject = {
      ...object,
      spec: { labels: { a: '1', b: '2', defaulted: 'x' }, replicas: 1 },
    };
    expect(applied(defaulted, 'one', { labels: { b: '2' } }).spec).toEqual({
      labels: { b: '2', defaulted: 'x' },
      replicas: 1,
    });
  });

  it('merges the items of sets and maps, and replaces atomic lists and maps', () => {
    const object = applied(undefined, 'one', {
      tags: ['a', 'b'],
      ports: [{ port: 80, name: 'web' }],
      order: ['x', 'y'],
      selector: { a: '1' },
    });
    const merged = applied(
      object,
      'two',
      {
        tags: ['c'],
        ports: [{ port: 81 }],
        order: ['z'],
        selector: { b: '2' },
      },
      { force: true },
    );
    expect(merged.spec).toEqual({
      tags: ['a', 'b', 'c'],
      ports: [{ port: 80, name: 'web' }, { port: 81 }],
      order: ['z'],
      selector: { b: '2' },
    });
    expect(applied(merged, 'one', {}).spec).toEqual({
      tags: ['c'],
      ports: [{ port: 81 }],
      order: ['z'],
      selector: { b: '2' },
    });
  });

  it('applies free-form objects field by field, their lists as a whole', () => {
    const object = applied(undefined, 'one', {
      free: { a: { b: 1 }, list: [1, 2] },
    });
    expect(managers(object).one).toEqual({
      'f:spec': { 'f:free': { 'f:a': { '.': {}, 'f:b': {} }, 'f:list': {} } },
    });
    expect(apply(object, 'two', { free: { list: [2] } })).toHaveProperty(
      'conflicts',
    );
    expect(applied(object, 'two', { free: { a: { c: 2 } } }).spec).toEqual({
      free: { a: { b: 1, c: 2 }, list: [1, 2] },
    });
  });

  it('gives what was there before the first apply to a manager of that name', () => {
    const object: JsonObject = {
      apiVersion: API_VERSION,
      kind: 'Widget',
      metadata: { name: 'w' },
      spec: { color: 'red' },
    };
    expect(apply(object, 'one', { color: 'blue' })).toEqual({
      conflicts: [
        expect.objectContaining({
          path: '.spec.color',
          manager: expect.objectContaining({
            manager: 'before-first-apply',
            operation: 'Update',
          }),
        }),
      ],
    });
  });

  it("keeps the server's metadata and takes labels and finalizers item by item", () => {
    const object: JsonObject = {
      ...applied(undefined, 'one', {}),
      metadata: {
        name: 'w',
        uid: 'u1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        finalizers: ['a/b'],
      },
    };
    const result = applyServerSide({
      live: object,
      applied: {
        apiVersion: API_VERSION,
        kind: 'Widget',
        metadata: {
          name: 'w',
          creationTimestamp: null,
          finalizers: ['c/d'],
          labels: { l: '1' },
        },
      },
      manager: 'two',
      force: false,
      schema: widget,
      apiVersion: API_VERSION,
      now: NOW,
    });
    expect('object' in result && result.object.metadata).toMatchObject({
      uid: 'u1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      finalizers: ['a/b', 'c/d'],
      labels: { l: '1' },
    });
    expect('object' in result && managers(result.object).two).toEqual({
      'f:metadata': {
        'f:finalizers': { 'v:"c/d"': {} },
        'f:labels': { 'f:l': {} },
      },
    });
  });
});

describe('trackUpdate', () => {
  it('gives every field of a new object to who created it', () => {
    expect(
      managers(
        update(undefined, 'kubectl-create', {
          spec: { labels: { a: '1' }, tags: ['x'] },
        }),
      ),
    ).toEqual({
      'kubectl-create': {
        'f:spec': {
          '.': {},
          'f:labels': { '.': {}, 'f:a': {} },
          'f:tags': { '.': {}, 'v:"x"': {} },
        },
      },
    });
  });

  it('moves the ownership of what changed, and forgets what is gone', () => {
    const object = applied(undefined, 'one', {
      replicas: 1,
      color: 'red',
      tags: ['a', 'b'],
    });
    expect(
      managers(
        update(object, 'editor', { spec: { replicas: 2, tags: ['a'] } }),
      ),
    ).toEqual({
      one: { 'f:spec': { 'f:tags': { 'v:"a"': {} } } },
      editor: { 'f:spec': { 'f:replicas': {} } },
    });
  });

  it('does not make a manager of who changed nothing', () => {
    const object = applied(undefined, 'one', { replicas: 1 });
    expect(managers(update(object, 'editor', {}))).toEqual(managers(object));
  });

  it('keeps the owners of the status apart', () => {
    const object = update(
      update(undefined, 'm', { spec: { replicas: 1 } }),
      'm',
      { status: { phase: 'Up' } },
      'status',
    );
    expect(object.metadata).toMatchObject({
      managedFields: [
        {
          manager: 'm',
          operation: 'Update',
          fieldsV1: { 'f:spec': { '.': {}, 'f:replicas': {} } },
        },
        {
          manager: 'm',
          subresource: 'status',
          fieldsV1: { 'f:status': { '.': {}, 'f:phase': {} } },
        },
      ],
    });
  });

  it('forgets all managers when a client asks for it', () => {
    const object = applied(undefined, 'one', { replicas: 1 });
    const reset = { ...object, metadata: { name: 'w', managedFields: [{}] } };
    expect(
      trackUpdate({
        live: object,
        updated: reset,
        manager: 'm',
        schema: widget,
        apiVersion: API_VERSION,
        now: NOW,
      }),
    ).toEqual([]);
  });

  it('has at most ten managers of updates', () => {
    let object: JsonObject | undefined;
    for (let index = 0; index < 12; index++) {
      const labels = Object.fromEntries(
        [...Array(index + 1).keys()].map(key => [`l${key}`, 'x']),
      );
      object = update(object, `m${index}`, { spec: { labels } });
    }
    expect(Object.keys(managers(object ?? {}))).toHaveLength(10);
    expect(managers(object ?? {})).toHaveProperty('ancient-changes');
  });
});

describe('built-in types', () => {
  function pod(image: string, name = 'web'): JsonObject {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name, image }] },
    };
  }
  const schema: MapType = builtInMergeSchema('', 'Pod');
  const context = { schema, apiVersion: 'v1', now: NOW };

  it('tells containers apart by name', () => {
    const first = applyServerSide({
      ...context,
      live: undefined,
      applied: pod('a'),
      manager: 'one',
      force: false,
    });
    const live = 'object' in first ? first.object : undefined;
    const second = applyServerSide({
      ...context,
      live,
      applied: pod('b', 'side'),
      manager: 'two',
      force: false,
    });
    expect('object' in second && second.object.spec).toEqual({
      containers: [
        { name: 'web', image: 'a' },
        { name: 'side', image: 'b' },
      ],
    });
    const third = applyServerSide({
      ...context,
      live,
      applied: pod('b'),
      manager: 'two',
      force: false,
    });
    expect(
      'conflicts' in third && third.conflicts.map(({ path }) => path),
    ).toEqual(['.spec.containers[name="web"].image']);
  });

  it('owns the data of a ConfigMap key by key', () => {
    const result = applyServerSide({
      ...context,
      schema: builtInMergeSchema('', 'ConfigMap'),
      live: undefined,
      applied: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'c' },
        data: { a: '1' },
      },
      manager: 'one',
      force: false,
    });
    expect('object' in result && managers(result.object)).toEqual({
      one: { 'f:data': { 'f:a': {} } },
    });
  });
});
