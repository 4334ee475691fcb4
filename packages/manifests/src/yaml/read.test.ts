import fc from 'fast-check';
import { hostileText } from '../__testUtils__/hostile';
import { printYaml } from './print';
import { parseManifests } from './read';

const read = (text: string) =>
  parseManifests(text).map(document => document.toJS());

describe('a file of manifests', () => {
  // What `kubectl annotate --local -o json` of kubectl 1.32 makes of each.
  it.each([
    ['y', true],
    ['Off', false],
    ['1:20', '1:20'],
    ['190:20:30.15', '190:20:30.15'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['0644', 420],
    ['0o644', 420],
    ['-0o10', -8],
    ['0x1f', 31],
    ['1_000', 1000],
    ['0b11', 3],
    ['1e3', 1000],
    ['=', '='],
    ['08080', 8080],
    ['Null', null],
  ])('has %s read as kubectl reads it', (text, value) => {
    expect(read(`a: ${text}\n`)).toEqual([{ a: value }]);
  });

  it('says the line of what is wrong', () => {
    const [{ errors }] = parseManifests('a: 1\nb: 2\na: 3\n');
    expect(errors.map(({ message }) => message)).toEqual([
      'line 3: Map keys must be unique',
    ]);
  });

  it('may be empty', () => {
    expect(read('')).toEqual([]);
    expect(read('---\na: 1\n---\n')).toEqual([{ a: 1 }, null]);
  });

  it('is read back equal when we printed it', () => {
    fc.assert(
      fc.property(
        hostileText.filter(text => !/\p{Surrogate}/u.test(text)),
        text => {
          const data = { value: text, list: [text] };
          expect(read(printYaml(data))).toEqual([data]);
        },
      ),
      { seed: 20261, numRuns: 300 },
    );
  });
});
