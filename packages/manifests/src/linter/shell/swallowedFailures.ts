import type { Range, Remark } from '../source';
import { withoutComments } from './commands';

/** `if [ $? -eq 0 ]; then …; else <no exit>; fi`: the last command is an echo, so the script succeeds whatever happened. */
const STATUS_TEST =
  /\bif\s+(?:\[{1,2}|test)\s+"?\$\?"?\s+(-eq|-ne|==?|!=)\s+0\s*\]{0,2}\s*;?\s*then\b([\s\S]{0,2000}?)\bfi\b/g;

/** Tests of a status whose branch for failures ends like the other one. */
export function findSwallowedFailures(text: string): Remark[] {
  return [...withoutComments(text).matchAll(STATUS_TEST)]
    .filter(([, , branches]) => !/\b(?:exit|return|false)\b/.test(branches))
    .map(match => {
      const range = { start: match.index, end: match.index + match[0].length };
      return {
        rule: 'failure-swallowed',
        severity: 'error',
        range,
        message:
          'The script only prints that the call failed and then ends with status 0, so Kubernetes counts the run as a success. Let the branch of the failure end the script.',
        correction: exiting(text, range, match[1], match[2]),
        source:
          'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#exit',
      };
    });
}

/** `exit 1` at the end of the branch of the failure. */
function exiting(
  text: string,
  test: Range,
  operator: string,
  branches: string,
) {
  const failsFirst = operator === '-ne' || operator === '!=';
  if (/\b(?:if|elif)\b/.test(branches)) {
    // Which branch is whose is not read here: the script ends before the test.
    const status = /"?\$\?"?/.exec(text.slice(test.start, test.end));
    const end = test.start + (status?.index ?? 0) + (status?.[0].length ?? 0);
    const head = text.slice(test.start, test.start + (status?.index ?? 0));
    return {
      start: test.start,
      end,
      text: `status=$?\n[ "$status" -eq 0 ] || exit "$status"\n${head}"$status"`,
    };
  }
  const otherwise = /\belse\b/.exec(branches)?.index;
  const branchesAt = test.end - 'fi'.length - branches.length;
  const endsAtElse = failsFirst && otherwise !== undefined;
  const at = endsAtElse ? branchesAt + otherwise : test.end - 'fi'.length;
  const hasBranch = failsFirst || otherwise !== undefined;
  const word = endsAtElse ? 'else' : 'fi';
  const isOnLineOfItsOwn = /(?:^|\n)[ \t]*$/.test(
    text.slice(Math.max(0, at - 200), at),
  );
  const exit = isOnLineOfItsOwn
    ? `${hasBranch ? '' : 'else\n'}  exit 1\n${word}`
    : `${hasBranch ? '' : 'else '}exit 1; ${word}`;
  return { start: at, end: at + word.length, text: exit };
}
