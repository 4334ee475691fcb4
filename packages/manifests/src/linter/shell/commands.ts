import type { Range } from '../source';

/** A call of the AWS CLI in a shell text. */
export interface AwsCommand extends Range {
  /** `redshift-data` */
  service: string;
  /** `execute-statement` */
  operation: string;
  /** Names of its options without the dashes: `db-user`. */
  options: Set<string>;
  text: string;
}

const AWS_COMMAND =
  /(?<![\w./-])aws(?:\s+--[a-z-]+(?:[= ][^\s-]\S*)?)*\s+([a-z][a-z0-9-]*)\s+([a-z][a-z0-9-]*)((?:\\\r?\n|\\.|[^\n\\;|&])*)/g;

/**
 * Finds the calls of the AWS CLI. It reads shell only as far as it must: comments are passed over, a line that ends in `\` goes
 * on, and `;`, `|`, `&` end a command.
 */
export function findAwsCommands(text: string): AwsCommand[] {
  return [...withoutComments(text).matchAll(AWS_COMMAND)].map(match => {
    const command = match[0].trimEnd();
    return {
      start: match.index,
      end: match.index + command.length,
      service: match[1],
      operation: match[2],
      options: new Set(
        [...command.matchAll(/(?<=\s)--([a-z][a-z0-9-]*)/g)].map(
          ([, option]) => option,
        ),
      ),
      text: text.slice(match.index, match.index + command.length),
    };
  });
}

/** The same text with comments blanked, so that offsets stay. */
export function withoutComments(text: string): string {
  return text.replace(
    /(^|[\t\n ])#[^\n]*/g,
    (comment, before: string) =>
      before + ' '.repeat(comment.length - before.length),
  );
}
