import { builtInCatalogue } from '../catalogue';
import { type LintCase, lintCases } from './__fixtures__/cases';
import { createContext } from './context';
import { applyCorrection, lintPolicy } from './lint';
import { rules } from './rules';
import type { Finding } from './types';

function textOf({ policy }: LintCase): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2);
}

/** Where the case says that its finding is; `*` for the whole text. */
function placeOf({ at, nth = 0 }: LintCase, text: string) {
  if (at === '*') {
    return { start: 0, end: text.length };
  }
  let start = at === '' ? text.length : text.indexOf(at);
  for (let count = 0; count < nth; count++) {
    start = text.indexOf(at, start + 1);
  }
  return { start, end: start + at.length };
}

function rulesOf(findings: Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

describe.each(lintCases.map(one => [one.rule, one.shows, one] as const))(
  '%s finds %s',
  (_, __, one) => {
    const text = textOf(one);
    const findings = lintPolicy(text, one.options);
    const place = placeOf(one, text);
    const found = findings.find(
      ({ rule, place: { start, end }, correction }) =>
        rule === one.rule &&
        start === place.start &&
        end === place.end &&
        correction.text.includes(one.corrects ?? ''),
    );

    it('at its place, with a source', () => {
      expect(found).toMatchObject({ rule: one.rule, severity: one.severity });
      const before = text.slice(0, place.start).split('\n');
      expect(found?.place).toMatchObject({
        line: before.length,
        column: before[before.length - 1].length + 1,
      });
      expect(found?.source).toMatch(/^https:\/\//);
      expect(found?.message).toMatch(/^.+[.?]$/);
    });

    it('and corrects it, without making another mistake', () => {
      const corrected = found ? applyCorrection(text, found) : '';
      expect(() => JSON.parse(corrected)).not.toThrow();
      const after = lintPolicy(corrected, one.options);
      const left = rulesOf(after).filter(rule => rule === one.rule).length;
      const before = rulesOf(findings).filter(rule => rule === one.rule).length;
      // What only the author knows stays a placeholder.
      expect(left < before || one.rule === 'unfilled-placeholder').toBe(true);
      expect(
        rulesOf(after).filter(
          rule =>
            rule !== 'unfilled-placeholder' &&
            !rulesOf(findings).includes(rule),
        ),
      ).toEqual([]);
    });
  },
);

it('each rule has a text that shows it', () => {
  const silent = rules.filter(rule =>
    lintCases.every(
      one =>
        rule(
          createContext(textOf(one), {
            ...one.options,
            catalogue: builtInCatalogue,
          }),
        ).length === 0,
    ),
  );
  expect(silent).toEqual([]);
});
