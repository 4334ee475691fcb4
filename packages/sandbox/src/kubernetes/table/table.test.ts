import type { Json } from '../types';
import { compileJsonPath, humanDuration } from '.';

describe('JSONPath of printer columns', () => {
  const object: Json = {
    metadata: { labels: { 'example.com/a.b': 'x' } },
    spec: {
      list: [{ name: 'one', n: 1 }, { name: 'two' }],
      text: 't',
      zero: 0,
    },
    status: {
      conditions: [
        { type: 'Ready', status: 'False' },
        { type: 'Synced', status: 'True' },
      ],
    },
  };

  it.each([
    ['.spec.text', ['t']],
    ['.spec.zero', [0]],
    ['.spec.missing.more', []],
    ['.spec.list[0].name', ['one']],
    ['.spec.list[-1].name', ['two']],
    ['.spec.list[9].name', []],
    ['.spec.list[*].name', ['one', 'two']],
    ['.status.conditions[?(@.type=="Synced")].status', ['True']],
    [".status.conditions[?(@.type=='Ready')].status", ['False']],
    ['.status.conditions[?(@.type != "Ready")].status', ['True']],
    ['.metadata.labels.example\\.com/a\\.b', ['x']],
    [".metadata.labels['example.com/a.b']", ['x']],
    ['{.spec.text}', ['t']],
  ])('%s', (path, expected) => {
    expect(compileJsonPath(path)(object)).toEqual(expected);
  });

  it('says what it does not understand', () => {
    expect(() => compileJsonPath('.spec.list[')).toThrow(
      'is not understood at "["',
    );
  });
});

describe('An age', () => {
  const second = 1_000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;

  it.each([
    [-5 * second, '<invalid>'],
    [-500, '0s'],
    [0, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [2 * minute + 5 * second, '2m5s'],
    [10 * minute + 5 * second, '10m'],
    [179 * minute, '179m'],
    [3 * hour + 5 * minute, '3h5m'],
    [47 * hour, '47h'],
    [2 * day, '2d'],
    [7 * day + 3 * hour, '7d3h'],
    [100 * day, '100d'],
    [800 * day, '2y70d'],
    [3000 * day, '8y'],
  ])('of %d ms is %s', (age, expected) => {
    expect(humanDuration(age)).toBe(expected);
  });
});
