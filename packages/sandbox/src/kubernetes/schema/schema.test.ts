import fc from 'fast-check';
import { cloneJson, type JsonObject } from '../json';
import type { Json } from '../types';
import {
  compileStructuralSchema,
  fieldErrorText,
  invalidStatus,
  validateCrd,
} from '.';

const schema: JsonObject = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['must'],
      properties: {
        must: { type: 'string' },
        replicas: { type: 'integer', minimum: 1, maximum: 10, default: 2 },
        exclusive: {
          type: 'integer',
          minimum: 1,
          exclusiveMinimum: true,
          maximum: 9,
          exclusiveMaximum: true,
        },
        multiple: { type: 'integer', multipleOf: 3 },
        number: { type: 'number' },
        flag: { type: 'boolean' },
        color: { type: 'string', enum: ['red', 'green'] },
        level: { type: 'integer', enum: [1, 2] },
        name: {
          type: 'string',
          minLength: 2,
          maxLength: 4,
          pattern: '^[a-z]+$',
        },
        port: { 'x-kubernetes-int-or-string': true },
        when: { type: 'string', format: 'date-time' },
        duration: { type: 'string', format: 'duration' },
        list: {
          type: 'array',
          minItems: 1,
          maxItems: 2,
          items: { type: 'string' },
        },
        set: {
          type: 'array',
          'x-kubernetes-list-type': 'set',
          items: { type: 'string' },
        },
        map: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name', 'p'],
          items: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string' },
              p: { type: 'integer', default: 1 },
              v: { type: 'string' },
            },
          },
        },
        labels: {
          type: 'object',
          additionalProperties: { type: 'string' },
          maxProperties: 2,
          minProperties: 1,
        },
        free: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
          properties: {
            known: { type: 'object', properties: { a: { type: 'string' } } },
          },
        },
        nullable: { type: 'string', nullable: true, default: 'dd' },
        one: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'string' } },
          oneOf: [{ required: ['a'] }, { required: ['b'] }],
        },
        not: { type: 'string', not: { enum: ['no'] } },
        embedded: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
        },
        deep: {
          type: 'object',
          default: {},
          properties: { d: { type: 'integer', default: 5 } },
        },
      },
    },
  },
};

const compiled = compileStructuralSchema(schema);

function errors(spec: Json | undefined): string[] {
  return compiled
    .validate({ ...(spec !== undefined && { spec }) })
    .map(fieldErrorText);
}

describe('validate', () => {
  // The messages are those of kube-apiserver 1.20.2, except where a comment names a newer one.
  it.each<[Json, string[]]>([
    [{}, ['spec.must: Required value']],
    [
      [],
      [
        'spec: Invalid value: "array": spec in body must be of type object: "array"',
      ],
    ],
    [
      { must: 'a', replicas: 'string' },
      [
        'spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"',
      ],
    ],
    [
      { must: 'a', replicas: 1.5 },
      [
        'spec.replicas: Invalid value: "number": spec.replicas in body must be of type integer: "number"',
      ],
    ],
    [
      { must: 'a', replicas: 0 },
      [
        'spec.replicas: Invalid value: 0: spec.replicas in body should be greater than or equal to 1',
      ],
    ],
    [
      { must: 'a', replicas: 11 },
      [
        'spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10',
      ],
    ],
    [
      { must: 'a', exclusive: 1 },
      [
        'spec.exclusive: Invalid value: 1: spec.exclusive in body should be greater than 1',
      ],
    ],
    [
      { must: 'a', exclusive: 9 },
      [
        'spec.exclusive: Invalid value: 9: spec.exclusive in body should be less than 9',
      ],
    ],
    [
      { must: 'a', multiple: 4 },
      [
        'spec.multiple: Invalid value: 4: spec.multiple in body should be a multiple of 3',
      ],
    ],
    [
      { must: 'a', number: {} },
      [
        'spec.number: Invalid value: "object": spec.number in body must be of type number: "object"',
      ],
    ],
    [{ must: 'a', number: 1 }, []],
    [
      { must: 'a', flag: 'true' },
      [
        'spec.flag: Invalid value: "string": spec.flag in body must be of type boolean: "string"',
      ],
    ],
    [
      { must: 'a', color: 'blue' },
      [
        'spec.color: Unsupported value: "blue": supported values: "red", "green"',
      ],
    ],
    [
      { must: 'a', level: 3 },
      ['spec.level: Unsupported value: 3: supported values: "1", "2"'],
    ],
    [
      { must: 'a', color: 3 },
      [
        'spec.color: Invalid value: "integer": spec.color in body must be of type string: "integer"',
        'spec.color: Unsupported value: 3: supported values: "red", "green"',
      ],
    ],
    [
      { must: 'a', name: 'a' },
      [
        'spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long',
      ],
    ],
    // Since 1.22.
    [
      { must: 'a', name: 'abcde' },
      ['spec.name: Too long: may not be more than 4 bytes'],
    ],
    [
      { must: 'a', name: 'AB' },
      [
        'spec.name: Invalid value: "AB": spec.name in body should match \'^[a-z]+$\'',
      ],
    ],
    [
      { must: 'a', port: true },
      [
        'spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"',
      ],
    ],
    [{ must: 'a', port: 80 }, []],
    [{ must: 'a', port: 'http' }, []],
    [
      { must: 'a', when: 'yesterday' },
      [
        'spec.when: Invalid value: "yesterday": spec.when in body must be of type date-time: "yesterday"',
      ],
    ],
    [{ must: 'a', when: '2026-01-02T03:04:05Z' }, []],
    [
      { must: 'a', duration: 'x' },
      [
        'spec.duration: Invalid value: "x": spec.duration in body must be of type duration: "x"',
      ],
    ],
    [{ must: 'a', duration: '1h30m' }, []],
    [
      { must: 'a', list: [] },
      [
        'spec.list: Invalid value: 0: spec.list in body should have at least 1 items',
      ],
    ],
    // Since 1.22.
    [
      { must: 'a', list: ['a', 'b', 'c'] },
      ['spec.list: Too many: 3: must have at most 2 items'],
    ],
    // 1.20 does not say which item.
    [
      { must: 'a', list: [1] },
      [
        'spec.list[0]: Invalid value: "integer": spec.list[0] in body must be of type string: "integer"',
      ],
    ],
    [
      { must: 'a', list: {} },
      [
        'spec.list: Invalid value: "object": spec.list in body must be of type array: "object"',
      ],
    ],
    [{ must: 'a', set: ['a', 'a'] }, ['spec.set[1]: Duplicate value: "a"']],
    [
      {
        must: 'a',
        map: [
          { name: 'a', p: 1 },
          { name: 'a', p: 1 },
        ],
      },
      [
        'spec.map[1]: Duplicate value: map[string]interface {}{"name":"a", "p":1}',
      ],
    ],
    [
      { must: 'a', map: ['x', 1] },
      [
        'spec.map[0]: Invalid value: "string": spec.map[0] in body must be of type object: "string"',
        'spec.map[1]: Invalid value: "integer": spec.map[1] in body must be of type object: "integer"',
        'spec.map[0]: Invalid value: "x": must be an object for an array of list-type map',
      ],
    ],
    [{ must: 'a', map: [{}] }, ['spec.map[0].name: Required value']],
    [
      { must: 'a', labels: {} },
      [
        'spec.labels: Invalid value: 0: spec.labels in body should have at least 1 properties',
      ],
    ],
    [
      { must: 'a', labels: { a: 1 } },
      [
        'spec.labels.a: Invalid value: "integer": spec.labels.a in body must be of type string: "integer"',
      ],
    ],
    [{ must: 'a', nullable: null }, []],
    [
      { must: 'a', one: {} },
      [
        '<nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found none valid',
        'spec.one.a: Required value',
      ],
    ],
    [
      { must: 'a', one: { a: '1', b: '2' } },
      [
        '<nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      ],
    ],
    [
      { must: 'a', not: 'no' },
      [
        '<nil>: Invalid value: "": "spec.not" must not validate the schema (not)',
      ],
    ],
    [
      { must: 'a', embedded: {} },
      [
        'spec.embedded.apiVersion: Required value: must not be empty',
        'spec.embedded.kind: Required value: must not be empty',
      ],
    ],
  ])('%j', (spec, expected) => {
    expect(errors(spec)).toEqual(expected);
  });

  it('asks for what the root requires', () => {
    expect(errors(undefined)).toEqual(['spec: Required value']);
  });

  it.each([
    ['uri', 'https://example.com/a', 'no uri'],
    ['email', 'a@example.com', 'x'],
    ['hostname', 'example.com', '-x'],
    ['ipv4', '10.0.0.1', '10.0.0'],
    ['ipv6', 'fe80::1', '10.0.0.1'],
    ['cidr', '10.0.0.0/8', '10.0.0.0/33'],
    ['mac', '00:11:22:33:44:55', '00:11'],
    ['uuid', '123e4567-e89b-42d3-a456-426614174000', 'x'],
    [
      'uuid4',
      '123e4567-e89b-42d3-a456-426614174000',
      '123e4567-e89b-12d3-a456-426614174000',
    ],
    ['hexcolor', '#fff', '#ff'],
    ['byte', 'aGVsbG8=', '***'],
    ['date', '2026-02-28', '2026-02-30'],
    ['unknown', 'anything', ''],
  ])('knows the format %s', (format, good, bad) => {
    const check = compileStructuralSchema({
      type: 'object',
      properties: { v: { type: 'string', format } },
    });
    expect(check.validate({ v: good })).toEqual([]);
    expect(check.validate({ v: bad })).toHaveLength(bad === '' ? 0 : 1);
  });
});

describe('prune', () => {
  it('removes what the schema does not know and says where it was', () => {
    const object: Json = {
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: 'x', wrong: 1 },
      spec: {
        unknown: 1,
        free: { x: { y: 1 }, known: { a: 'b', zz: 1 } },
        map: [{ name: 'a', q: 1 }],
        labels: { any: 'x' },
        embedded: {
          apiVersion: 'v1',
          kind: 'X',
          metadata: { name: '_', zz: 1 },
          spec: { kept: true },
        },
      },
      other: 1,
    };
    expect(compiled.prune(object).sort()).toEqual([
      'metadata.wrong',
      'other',
      'spec.embedded.metadata.zz',
      'spec.free.known.zz',
      'spec.map[0].q',
      'spec.unknown',
    ]);
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: 'x' },
      spec: {
        free: { x: { y: 1 }, known: { a: 'b' } },
        map: [{ name: 'a' }],
        labels: { any: 'x' },
        embedded: {
          apiVersion: 'v1',
          kind: 'X',
          metadata: { name: '_' },
          spec: { kept: true },
        },
      },
    });
  });

  it('keeps everything without a schema', () => {
    const object: Json = { spec: { a: { b: [1] } } };
    expect(compileStructuralSchema(undefined).prune(object)).toEqual([]);
    expect(object).toEqual({ spec: { a: { b: [1] } } });
  });
});

describe('applyDefaults', () => {
  it('fills in defaults, also inside of defaults', () => {
    const object: Json = { spec: { must: 'a', map: [{ name: 'n' }] } };
    compiled.applyDefaults(object);
    expect(object).toEqual({
      spec: {
        must: 'a',
        replicas: 2,
        nullable: 'dd',
        deep: { d: 5 },
        map: [{ name: 'n', p: 1 }],
      },
    });
  });

  it('treats a null that is not allowed as absent', () => {
    const object: Json = {
      spec: { must: null, replicas: null, nullable: null },
    };
    compiled.applyDefaults(object);
    expect(object).toEqual({
      spec: { replicas: 2, nullable: null, deep: { d: 5 } },
    });
  });

  it('does not share a default between objects', () => {
    const one: JsonObject = { spec: {} };
    const other: JsonObject = { spec: {} };
    compiled.applyDefaults(one);
    compiled.applyDefaults(other);
    expect(one.spec).toEqual(other.spec);
    expect(one.spec).not.toBe(other.spec);
  });
});

describe('whatever comes in', () => {
  it('never throws, and pruning and defaulting twice is like once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const object: Json = JSON.parse(JSON.stringify({ spec: value }));
        compiled.prune(object);
        compiled.applyDefaults(object);
        const once = cloneJson(object);
        expect(compiled.prune(object)).toEqual([]);
        compiled.applyDefaults(object);
        expect(object).toEqual(once);
        expect(Array.isArray(compiled.validate(object))).toBe(true);
      }),
    );
  });
});

describe('invalidStatus', () => {
  it('says everything at once', () => {
    const found = compiled.validate({ spec: { replicas: 0 } });
    expect(
      invalidStatus({ group: 'example.com', kind: 'Widget', name: 'x' }, found),
    ).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'Widget.example.com "x" is invalid: [spec.must: Required value, spec.replicas: Invalid value: 0: ' +
        'spec.replicas in body should be greater than or equal to 1]',
      reason: 'Invalid',
      details: {
        name: 'x',
        group: 'example.com',
        kind: 'Widget',
        causes: [
          {
            reason: 'FieldValueRequired',
            message: 'Required value',
            field: 'spec.must',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: 0: spec.replicas in body should be greater than or equal to 1',
            field: 'spec.replicas',
          },
        ],
      },
      code: 422,
    });
  });

  it('leaves the group of core objects out', () => {
    const { message, details } = invalidStatus(
      { group: '', kind: 'Pod', name: '' },
      compiled.validate({}),
    );
    expect(message).toBe('Pod "" is invalid: spec: Required value');
    expect(details).toEqual({ kind: 'Pod', causes: [expect.anything()] });
  });
});

describe('validateCrd', () => {
  function crd(
    change: {
      spec?: JsonObject;
      version?: JsonObject;
      properties?: JsonObject;
    } = {},
  ): JsonObject {
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: {
          plural: 'widgets',
          singular: 'widget',
          kind: 'Widget',
          listKind: 'WidgetList',
        },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: { type: 'object', properties: change.properties ?? {} },
                },
              },
            },
            ...change.version,
          },
        ],
        ...change.spec,
      },
    };
  }
  const problems = (change: Parameters<typeof crd>[0]) =>
    validateCrd(crd(change)).map(fieldErrorText);
  const at = 'spec.validation.openAPIV3Schema';

  it('takes a good one', () => {
    expect(
      problems({
        properties: { port: { 'x-kubernetes-int-or-string': true } },
      }),
    ).toEqual([]);
  });

  it.each<[JsonObject, string[]]>([
    [
      { group: 'other.com' },
      [
        'metadata.name: Invalid value: "widgets.example.com": must be spec.names.plural+"."+spec.group',
      ],
    ],
    [
      { group: 'nodot' },
      [
        'metadata.name: Invalid value: "widgets.example.com": must be spec.names.plural+"."+spec.group',
        'spec.group: Invalid value: "nodot": should be a domain with at least one dot',
      ],
    ],
    [
      { scope: 'Foo' },
      [
        'spec.scope: Unsupported value: "Foo": supported values: "Cluster", "Namespaced"',
      ],
    ],
    [
      { versions: [] },
      [
        'spec.versions: Invalid value: []interface {}{}: must have exactly one version marked as storage version',
      ],
    ],
    [{ names: { plural: 'widgets' } }, ['spec.names.kind: Required value']],
  ])('spec %j', (spec, expected) => {
    expect(problems({ spec })).toEqual(expected);
  });

  it.each<[JsonObject, string[]]>([
    [
      { schema: {} },
      [
        'spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required',
      ],
    ],
    [
      { schema: { openAPIV3Schema: {} } },
      [`${at}.type: Required value: must not be empty at the root`],
    ],
    [
      { schema: { openAPIV3Schema: { type: 'string' } } },
      [`${at}.type: Invalid value: "string": must be object at the root`],
    ],
    [
      {
        additionalPrinterColumns: [{ name: 'a', type: 'foo', jsonPath: '.x' }],
      },
      [
        'spec.versions[0].additionalPrinterColumns[0].type: Invalid value: "foo": ' +
          'must be one of boolean,date,integer,number,string',
      ],
    ],
  ])('version %j', (version, expected) => {
    expect(problems({ version })).toEqual(expected);
  });

  it.each<[JsonObject, string[]]>([
    [
      { a: {} },
      [
        '.a.type: Required value: must not be empty for specified object fields',
      ],
    ],
    [
      { a: { type: 'foo' } },
      [
        '.a.type: Unsupported value: "foo": supported values: "array", "boolean", "integer", "number", "object", "string"',
      ],
    ],
    [{ a: { type: 'array' } }, ['.a.items: Required value: must be specified']],
    [
      { a: { type: 'string', pattern: '[' } },
      [
        '.a.pattern: Invalid value: "[": must be a valid regular expression, but isn\'t',
      ],
    ],
    [
      { a: { type: 'integer', default: 'x' } },
      [
        '.a.default: Invalid value: "string":  in body must be of type integer: "string"',
      ],
    ],
    [
      { a: { type: 'object', oneOf: [{ type: 'object' }] } },
      ['.a.oneOf[0].type: Forbidden: must be empty to be structural'],
    ],
    [
      {
        a: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          items: { type: 'object' },
        },
      },
      [
        '.a.x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
      ],
    ],
    [
      { a: { type: 'string', $ref: 'x' } },
      ['.a.$ref: Forbidden: $ref is not supported'],
    ],
    [
      { a: { type: 'array', uniqueItems: true, items: { type: 'string' } } },
      [
        '.a.uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ],
    ],
  ])('properties %j', (properties, expected) => {
    const path = `${at}.properties[spec].properties[a]`;
    expect(problems({ properties })).toEqual(
      expected.map(text => text.replace('.a', path)),
    );
  });
});
