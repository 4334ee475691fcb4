import type { Remark } from '../source';
import { findAwsCommands, withoutComments } from './commands';

const ENDS_AT_FAILURE = /\bset\s+(?:-o\s+errexit\b|-[a-z]*e)/;

/**
 * A call on a line of its own whose failure nothing looks at: the shell goes on, and the script ends as its last command does. Only
 * for the script of a container; who types commands sees how they end.
 */
export function findUnseenFailures(text: string): Remark[] {
  const code = withoutComments(text);
  if (ENDS_AT_FAILURE.test(code)) {
    return [];
  }
  const unseen = findAwsCommands(text).find(
    ({ start, end }) => standsAlone(code, start, end) && goesOn(code, end),
  );
  return unseen
    ? [
        {
          rule: 'failure-unseen',
          severity: 'error',
          range: unseen,
          message: `When "aws ${unseen.service} ${unseen.operation}" fails, the shell goes on, and the script ends as its last command does. Kubernetes takes that for a success.`,
          correction: {
            start: unseen.start,
            end: unseen.start,
            text: 'set -e\n',
          },
          source:
            'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
        },
      ]
    : [];
}

function standsAlone(code: string, start: number, end: number): boolean {
  const before = code.slice(code.lastIndexOf('\n', start - 1) + 1, start);
  return (
    before.trim() === '' && /^[ \t]*\r?\n/.test(code.slice(end, end + 200))
  );
}

/** Whether something comes behind that does not look at the status. */
function goesOn(code: string, end: number): boolean {
  const [next] = /\S[^\n]*/.exec(code.slice(end)) ?? [];
  return next !== undefined && !next.includes('$?');
}
