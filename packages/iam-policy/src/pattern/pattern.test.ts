import fc from 'fast-check';
import {
  compilePattern,
  coversPattern,
  matchesPattern,
  patternsOverlap,
} from '.';

const runs = { seed: 20261121, numRuns: 2_000 };
const pattern = fc.stringOf(fc.constantFrom('a', 'b', '*', '?'), {
  maxLength: 8,
});
const text = fc.stringOf(fc.constantFrom('a', 'b'), { maxLength: 10 });

/** What the documentation says, one wildcard at a time. */
function bySpecification(from: string, rest: string): boolean {
  if (from === '') {
    return rest === '';
  }
  if (from[0] === '*') {
    return (
      bySpecification(from.slice(1), rest) ||
      (rest !== '' && bySpecification(from, rest.slice(1)))
    );
  }
  return (
    rest !== '' &&
    (from[0] === '?' || from[0] === rest[0]) &&
    bySpecification(from.slice(1), rest.slice(1))
  );
}

function textsUpTo(length: number): string[] {
  return length === 0
    ? ['']
    : ['', ...textsUpTo(length - 1).flatMap(tail => [`a${tail}`, `b${tail}`])];
}

describe('a pattern', () => {
  it.each([
    ['glue:Get*', 'glue:GetJob', true],
    ['glue:Get*', 'glue:Get', true],
    ['glue:Get*', 'glue:BatchGetJobs', false],
    ['*', '', true],
    ['?', '', false],
    ['secret:x-??????', 'secret:x-a1B2c3', true],
    ['secret:x-??????', 'secret:x-a1B2c', false],
    ['a*a', 'a', false],
    ['*.+(', 'a.+(', true],
  ])('%s against %j: %s', (wildcards, value, expected) => {
    expect(matchesPattern(wildcards, value)).toBe(expected);
  });

  it('means what the documentation says', () => {
    fc.assert(
      fc.property(pattern, text, (wildcards, value) => {
        expect(compilePattern(wildcards)(value)).toBe(
          bySpecification(wildcards, value),
        );
      }),
      runs,
    );
  });

  it('means the same where its pieces are long', () => {
    fc.assert(
      fc.property(
        fc.stringOf(fc.constantFrom('a', 'b', '?'), {
          minLength: 65,
          maxLength: 140,
        }),
        fc.stringOf(fc.constantFrom('a', 'b'), { maxLength: 40 }),
        fc.boolean(),
        (piece, before, broken) => {
          const filled = piece.replaceAll('?', 'b');
          const value = `${before}${
            broken ? `${filled.slice(0, -1)}c` : filled
          }`;
          expect(matchesPattern(`*${piece}*`, value)).toBe(
            value
              .split('')
              .some(
                (_, at) =>
                  at + piece.length <= value.length &&
                  matchesPattern(piece, value.slice(at, at + piece.length)),
              ),
          );
        },
      ),
      { ...runs, numRuns: 200 },
    );
  });

  it('comes to an end on 64 KiB of stars, and on a piece that almost fits everywhere', () => {
    const long = 'a'.repeat(65_536);
    expect(matchesPattern(`${'*'.repeat(65_535)}b`, long)).toBe(false);
    expect(matchesPattern(`${'*a'.repeat(32_768)}b`, long)).toBe(false);
    expect(matchesPattern(`*${'a?'.repeat(16_384)}b*`, long)).toBe(false);
    expect(matchesPattern(`*${long.slice(1)}*`, long)).toBe(true);
  });
});

describe('two patterns', () => {
  const texts = textsUpTo(9);
  const short = fc.stringOf(fc.constantFrom('a', 'b', '*', '?'), {
    maxLength: 4,
  });

  it('overlap when a text matches both', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(patternsOverlap(a, b)).toBe(
          texts.some(
            value => matchesPattern(a, value) && matchesPattern(b, value),
          ),
        );
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it.each([
    ['*', 'glue:Get*', true],
    ['glue:*', 'glue:Get*', true],
    ['glue:Get*', 'glue:*', false],
    ['glue:Get?ob', 'glue:GetJob', true],
    ['a?b', 'a*b', false],
    ['*?', '?*', true],
    ['a**', 'a*', true],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(coversPattern(wide, narrow)).toBe(expected);
  });

  it('are never said to cover one another when a text of the narrow one does not match the wide one', () => {
    // A third letter that no pattern names stands for "any other character".
    const withOther = texts.flatMap(value =>
      value.length <= 6 ? [value, `${value}c`, `c${value}`] : [],
    );
    fc.assert(
      fc.property(short, short, (wide, narrow) => {
        fc.pre(coversPattern(wide, narrow));
        expect(
          withOther.filter(
            value =>
              matchesPattern(narrow, value) && !matchesPattern(wide, value),
          ),
        ).toEqual([]);
      }),
      { ...runs, numRuns: 300 },
    );
  });
});
