import * as z from 'zod';
import { jsonObject, mapTexts, recordOf } from '.';

describe('free data', () => {
  it.each([
    [{}],
    [{ a: ['x', 1, true, null, { b: {} }] }],
    [Object.assign(Object.create(null), { a: 1 })],
    [JSON.parse('{"__proto__": {"a": 1}}')],
  ])('is passed on as it is: %j', data => {
    expect(jsonObject.parse(data)).toBe(data);
  });

  const endless: Record<string, unknown> = {};
  endless.again = endless;

  it.each<[string, unknown]>([
    ['a list', []],
    ['a text', 'x'],
    ['nothing', null],
    ['undefined', { a: undefined }],
    ['a date', { a: new Date(0) }],
    ['no number', { a: NaN }],
    ['a function', { a: () => 1 }],
    ['half a character', { a: '\ud800' }],
    ['half a character in a key', { '\ud800': 1 }],
    ['a circle', endless],
  ])('is not %s', (_, data) => {
    expect(jsonObject.safeParse(data).error?.issues).toMatchObject([
      { path: [], message: expect.stringContaining('give a map') },
    ]);
  });

  it('has each of its texts changed, keys too', () => {
    expect(
      mapTexts({ a: ['b', 1, null, { c: true, d: 'e' }] }, text => `${text}!`),
    ).toEqual({ 'a!': ['b!', 1, null, { 'c!': true, 'd!': 'e!' }] });
  });
});

describe('a map with checked keys', () => {
  const map = recordOf(
    z.string().regex(/^[a-z_]+$/, 'use small letters'),
    z.int('give a number'),
  );

  it('names the key that is wrong, and the value', () => {
    expect(map.safeParse({ A: 1, b: 'x' }).error?.issues).toMatchObject([
      { path: ['b'], message: 'give a number' },
    ]);
    expect(map.safeParse({ A: 1, b: 2 }).error?.issues).toMatchObject([
      { path: ['A'], message: 'use small letters' },
    ]);
  });

  it('refuses a key that would be lost', () => {
    expect(
      map.safeParse(JSON.parse('{"__proto__": 1}')).error?.issues,
    ).toMatchObject([
      { path: [], message: 'give a map without a key "__proto__"' },
    ]);
  });

  it('gives back what is right', () => {
    expect(map.parse({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  });
});
