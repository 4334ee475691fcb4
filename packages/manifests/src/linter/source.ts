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

/** A remark as a finding in this text. */
export function toFinding(text: string, remark: Remark): Finding {
  const {
    range,
    path = [],
    rule,
    severity,
    message,
    correction,
    source,
  } = remark;
  const before = text.slice(0, range.start);
  return {
    rule,
    severity,
    place: {
      ...range,
      line: before.split('\n').length,
      column: range.start - (before.lastIndexOf('\n') + 1) + 1,
      path,
    },
    message,
    correction,
    source,
  };
}

/** Findings in a part of a text, as findings in the whole text. */
export function shiftFindings(
  text: string,
  offset: number,
  findings: Finding[],
): Finding[] {
  return findings.map(({ place, correction, ...rest }) =>
    toFinding(text, {
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
