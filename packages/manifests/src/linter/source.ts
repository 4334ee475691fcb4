import type { Finding } from '@cluster-self-service/iam-policy';

/** A range of a text: UTF-16 units from 0, `end` behind the last. */
export interface Range {
  start: number;
  end: number;
}

/** What a rule says; where it stands in lines and columns is added by {@link toFinding}. */
export interface Remark extends Omit<Finding, 'place'> {
  range: Range;
  path?: Array<string | number>;
}

/** Where the lines of a text begin. */
export type Lines = readonly number[];

export function linesOf(text: string): Lines {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** Index of the line that a place is in. */
function lineAt(lines: Lines, offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lines[middle] <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** A remark as a finding in a text with these lines. */
export function toFinding(lines: Lines, remark: Remark): Finding {
  const {
    range,
    path = [],
    rule,
    severity,
    message,
    correction,
    source,
  } = remark;
  const line = lineAt(lines, range.start);
  return {
    rule,
    severity,
    place: {
      ...range,
      line: line + 1,
      column: range.start - lines[line] + 1,
      path,
    },
    message,
    correction,
    source,
  };
}

/** Findings in a part of a text, as findings in the whole text. */
export function shiftFindings(
  lines: Lines,
  offset: number,
  findings: Finding[],
): Finding[] {
  return findings.map(({ place, correction, ...rest }) =>
    toFinding(lines, {
      ...rest,
      range: { start: place.start + offset, end: place.end + offset },
      path: place.path,
      correction: {
        ...correction,
        start: correction.start + offset,
        end: correction.end + offset,
      },
    }),
  );
}

/** In the order of the text; what stands at one place by rule. */
export function inOrder(findings: Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.place.start - b.place.start ||
      a.place.end - b.place.end ||
      a.rule.localeCompare(b.rule),
  );
}
