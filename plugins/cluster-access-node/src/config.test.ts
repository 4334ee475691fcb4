import { ConfigReader } from '@backstage/config';
import {
  pathOf,
  readCount,
  readMilliseconds,
  readOptionalMilliseconds,
  readString,
  readStrings,
} from './config';

const path = 'platform';
const config = new ConfigReader({
  wait: '90s',
  soon: 'soon',
  parts: 3,
  half: 0.5,
  never: { hours: Infinity },
  word: 'x',
  words: ['a', 'b'],
  none: [],
});

it('reads what is set', () => {
  expect(readMilliseconds(config, 'wait', path)).toBe(90_000);
  expect(readOptionalMilliseconds(config, 'wait', path, 1)).toBe(90_000);
  expect(readCount(config, 'parts', path, 1)).toBe(3);
  expect(readString(config, 'word', path)).toBe('x');
  expect(readStrings(config, 'words', path)).toEqual(['a', 'b']);
});

it('falls back where nothing is set', () => {
  expect(readOptionalMilliseconds(undefined, 'wait', path, 1)).toBe(1);
  expect(readOptionalMilliseconds(config, 'later', path, 1)).toBe(1);
  expect(readCount(config, 'pieces', path, 7)).toBe(7);
});

it.each<[string, () => unknown]>([
  ['platform.soon: ', () => readMilliseconds(config, 'soon', path)],
  ['platform.missing: ', () => readMilliseconds(config, 'missing', path)],
  [
    'platform.wait: it must be at least 100000, and is 90000',
    () => readOptionalMilliseconds(config, 'wait', path, 1, { min: 100_000 }),
  ],
  [
    'platform.waits[1]: it must be at most 5, and is 90000',
    () =>
      readMilliseconds(
        config,
        'wait',
        path,
        { min: 0, max: 5 },
        pathOf('platform.waits', 1),
      ),
  ],
  [
    'platform.never: it must be a finite number',
    () => readMilliseconds(config, 'never', path),
  ],
  [
    'platform.half: it must be a whole number',
    () => readCount(config, 'half', path, 1),
  ],
  ['platform.word: ', () => readCount(config, 'word', path, 1)],
  ['platform.words: ', () => readString(config, 'words', path)],
  [
    'platform.none: it must name at least one',
    () => readStrings(config, 'none', path),
  ],
])('names the path: %s', (message, read) => {
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ name: 'InputError' }));
});
