import fc from 'fast-check';
import { cloneJson, isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import { applyJsonPatch, mergePatch, strategicMergePatch } from '.';

const object = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 }))
  .map(value => {
    const plain: unknown = cloneJson<unknown>(value);
    return isJsonObject(plain) ? plain : {};
  });

describe('A merge patch', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['adds', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['removes by null', { a: 1, b: 2 }, { b: null }, { a: 1 }],
    [
      'goes into objects',
      { a: { x: 1, y: 2 } },
      { a: { x: null } },
      { a: { y: 2 } },
    ],
    ['replaces lists', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    [
      'replaces a value by an object',
      { a: 1 },
      { a: { x: 1 } },
      { a: { x: 1 } },
    ],
  ])('%s', (_what, live, patch, expected) => {
    expect(mergePatch(live, patch)).toEqual(expected);
  });

  it('applied twice is the same as once, and changes nothing in place', () => {
    fc.assert(
      fc.property(object, object, (live, patch) => {
        const before = cloneJson(live);
        const once = mergePatch(live, patch);
        expect(mergePatch(once, patch)).toEqual(once);
        expect(live).toEqual(before);
      }),
    );
  });

  it('does not reach prototypes', () => {
    const patch: JsonObject = JSON.parse('{"__proto__":{"polluted":true}}');
    mergePatch({}, patch);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('A JSON patch', () => {
  it('is refused as a whole when a test fails', () => {
    const live = { a: 1 };
    const patch = [
      { op: 'replace', path: '/a', value: 2 },
      { op: 'test', path: '/a', value: 3 },
    ];
    expect(() => applyJsonPatch(live, patch)).toThrow(
      'the server rejected our request',
    );
    expect(live).toEqual({ a: 1 });
  });

  it.each([
    ['an unknown operation', [{ op: 'frob', path: '/a' }]],
    ['no value', [{ op: 'add', path: '/b' }]],
    ['a missing path', [{ op: 'remove', path: '/x' }]],
    ['prototypes', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
  ])('is refused for %s', (_what, patch) => {
    expect(() => applyJsonPatch({ a: 1 }, patch)).toThrow(
      'the server rejected our request',
    );
  });
});

describe('A strategic merge patch', () => {
  const pod: JsonObject & { containers: Json[] } = {
    containers: [
      { name: 'web', image: 'web:1', env: [{ name: 'A', value: '1' }] },
      { name: 'log', image: 'log:1' },
    ],
    tolerations: [{ key: 'a' }],
    finalizers: ['x', 'y'],
  };

  it.each<[string, JsonObject, JsonObject]>([
    [
      'merges lists by their key, at every depth',
      { containers: [{ name: 'web', env: [{ name: 'B', value: '2' }] }] },
      {
        ...pod,
        containers: [
          {
            name: 'web',
            image: 'web:1',
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
          { name: 'log', image: 'log:1' },
        ],
      },
    ],
    [
      'removes items by their key',
      { containers: [{ name: 'web', $patch: 'delete' }] },
      { ...pod, containers: [{ name: 'log', image: 'log:1' }] },
    ],
    [
      'replaces a list when told to',
      { containers: [{ name: 'new' }, { $patch: 'replace' }] },
      { ...pod, containers: [{ name: 'new' }] },
    ],
    [
      'replaces lists without a key',
      { tolerations: [{ key: 'b' }] },
      { ...pod, tolerations: [{ key: 'b' }] },
    ],
    [
      'adds to sets',
      { finalizers: ['y', 'z'] },
      { ...pod, finalizers: ['x', 'y', 'z'] },
    ],
    [
      'removes from sets',
      { '$deleteFromPrimitiveList/finalizers': ['x'] },
      { ...pod, finalizers: ['y'] },
    ],
    [
      'orders lists',
      { '$setElementOrder/containers': [{ name: 'log' }, { name: 'web' }] },
      { ...pod, containers: [pod.containers[1], pod.containers[0]] },
    ],
    [
      'keeps only some fields',
      { $retainKeys: ['tolerations'] },
      { tolerations: pod.tolerations },
    ],
  ])('%s', (_what, patch, expected) => {
    expect(strategicMergePatch(pod, patch)).toEqual(expected);
  });
});
