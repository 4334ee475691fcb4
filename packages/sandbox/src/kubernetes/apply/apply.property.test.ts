import fc from 'fast-check';
import { equalJson, isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import { applyServerSide, mergeSchemaOf } from '.';
import { FieldSet } from './fieldSet';

const schema = mergeSchemaOf({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        tags: {
          type: 'array',
          items: { type: 'string' },
          'x-kubernetes-list-type': 'set',
        },
        parts: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              size: { type: 'integer' },
              color: { type: 'string' },
            },
          },
        },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
});

const name = fc.constantFrom('a', 'b', 'c', 'd');
const value = fc.constantFrom('x', 'y');

/** A specification whose names all start with a prefix: two with different prefixes have no field in common. */
function specification(prefix: string): fc.Arbitrary<JsonObject> {
  const key = name.map(text => prefix + text);
  return fc.record(
    {
      labels: fc.dictionary(key, value, { minKeys: 1 }),
      tags: fc.uniqueArray(key, { minLength: 1 }),
      parts: fc.uniqueArray(
        fc.record(
          { name: key, size: fc.nat(2), color: value },
          { requiredKeys: ['name'] },
        ),
        { minLength: 1, selector: part => part.name },
      ),
      free: fc.dictionary(
        key,
        fc.oneof(
          value,
          fc.array(value),
          fc.dictionary(key, value, { minKeys: 1 }),
        ),
        { minKeys: 1 },
      ),
    },
    { requiredKeys: [] },
  );
}

function apply(
  live: JsonObject | undefined,
  manager: string,
  spec: JsonObject,
  force = false,
): JsonObject | undefined {
  const result = applyServerSide({
    live,
    applied: {
      apiVersion: 'e.com/v1',
      kind: 'E',
      metadata: { name: 'e' },
      ...(Object.keys(spec).length && { spec }),
    },
    manager,
    force,
    schema,
    apiVersion: 'e.com/v1',
    now: new Date(0),
  });
  return 'object' in result ? result.object : undefined;
}

/** Lists that are sets have no order of their own. */
function sorted(json: Json | undefined): string {
  if (Array.isArray(json)) {
    return `[${json.map(sorted).sort().join()}]`;
  }
  if (isJsonObject(json)) {
    return `{${Object.keys(json)
      .sort()
      .map(key => `${key}:${sorted(json[key])}`)
      .join()}}`;
  }
  return JSON.stringify(json);
}

describe('server-side apply', () => {
  it('is the same once or twice', () => {
    fc.assert(
      fc.property(specification(''), specification(''), (first, second) => {
        const live = apply(apply(undefined, 'one', first), 'two', second, true);
        expect(apply(live, 'two', second)).toEqual(live);
      }),
    );
  });

  it('never has conflicts between managers of different fields', () => {
    fc.assert(
      fc.property(specification('1'), specification('2'), (one, two) => {
        expect(apply(apply(undefined, 'one', one), 'two', two)).toBeDefined();
      }),
    );
  });

  it('gives back what others own when a manager applies nothing any more', () => {
    fc.assert(
      fc.property(specification('1'), specification('2'), (one, two) => {
        const alone = apply(undefined, 'one', one);
        const both = apply(alone, 'two', two);
        expect(sorted(apply(both, 'two', {}))).toBe(sorted(alone));
      }),
    );
  });

  it('has everything that was applied, whoever came before', () => {
    fc.assert(
      fc.property(specification(''), specification(''), (first, second) => {
        const live = apply(apply(undefined, 'one', first), 'two', second, true);
        // Applied alone afterwards without force, nothing of it is in anybody's way.
        expect(apply(live, 'two', second)).toBeDefined();
        expect(sorted(apply(apply(live, 'one', {}), 'two', second))).toBe(
          sorted(apply(undefined, 'two', second)),
        );
      }),
    );
  });

  it('does not ask force of who wants what is there already', () => {
    fc.assert(
      fc.property(specification(''), spec => {
        const live = apply(undefined, 'one', spec);
        const shared = apply(live, 'two', spec);
        expect(equalJson(shared?.spec ?? null, live?.spec ?? null)).toBe(true);
      }),
    );
  });
});

describe('FieldSet', () => {
  const element = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:1');
  const set = fc
    .array(fc.array(element, { minLength: 1, maxLength: 3 }), { maxLength: 8 })
    .map(FieldSet.fromPaths);

  it('survives being written and read', () => {
    fc.assert(
      fc.property(set, one =>
        expect(FieldSet.fromFieldsV1(one.toFieldsV1()).equals(one)).toBe(true),
      ),
    );
  });

  it('follows the laws of sets', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        expect(
          one.difference(other).union(one.intersection(other)).equals(one),
        ).toBe(true);
        expect(one.difference(other).intersection(other).isEmpty()).toBe(true);
        expect(one.union(other).paths().sort()).toEqual(
          [...new Set([...one.paths(), ...other.paths()])].sort(),
        );
      }),
    );
  });
});
