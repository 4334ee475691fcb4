import type { Finding } from '@cluster-self-service/iam-policy';
import { inOrder, linesOf, type Remark, toFinding } from '../source';
import { remarkOnAwsCalls } from './awsCalls';
import { findUnseenFailures } from './unseenFailures';
import { remarkOnVault } from './vault';

export { findAwsCommands } from './commands';

/** Everything that is said of the script of a container. */
export function remarkOnScript(text: string): Remark[] {
  return [
    ...remarkOnShell(text),
    ...findUnseenFailures(text).map(remark => ({
      ...remark,
      correction: indented(text, remark.correction),
    })),
  ];
}

/** Everything that is said of a shell text. Lines of corrections are as far in as the lines they take the place of. */
function remarkOnShell(text: string): Remark[] {
  return [...remarkOnAwsCalls(text), ...remarkOnVault(text)].map(remark => ({
    ...remark,
    correction: indented(text, remark.correction),
  }));
}

/** Looks through a shell text: calls of the AWS CLI and of Vault. */
export function lintShell(text: string): Finding[] {
  const lines = linesOf(text);
  return inOrder(remarkOnShell(text).map(remark => toFinding(lines, remark)));
}

function indented(
  text: string,
  correction: Remark['correction'],
): Remark['correction'] {
  const { start, end } = correction;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
  // Lines that were there before have their indentation.
  const old = text.slice(start, end).split('\n').slice(1).filter(Boolean);
  const lines = correction.text
    .split('\n')
    .map((line, index) =>
      index === 0 || old.some(known => line.startsWith(known))
        ? line
        : `${indent}${line}`,
    );
  return { ...correction, text: lines.join('\n') };
}
