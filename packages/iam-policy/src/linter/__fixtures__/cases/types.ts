import type { LintOptions } from '../../lint';
import type { Severity } from '../../types';

/** A text that shows a rule. */
export interface LintCase {
  rule: string;
  /** Completes "finds ...". */
  shows: string;
  /** The policy: text, or data to be printed as people write it. */
  policy: string | object;
  /** What the finding is about, as it stands in the text. */
  at: string;
  /** Which occurrence of it, from 0. */
  nth?: number;
  severity: Severity;
  options?: LintOptions;
  /** Part of the correction's text. */
  corrects?: string;
}

/** A policy of one statement. */
export function allow(statement: object): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', ...statement }],
  };
}

export const account = '111122223333';
export const other = '444455556666';
