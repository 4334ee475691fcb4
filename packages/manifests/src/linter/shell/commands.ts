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

/**
 * What a command is made of up to its end: lines that go on, quoted texts, substitutions, and everything that ends no command. A
 * `)` or a backtick outside of them closes the substitution the command stands in.
 */
const REST = String.raw`(?:\\\r?\n|\\.|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$\([^()\n]*\)|[^\n\\;|&"'${'`'})])*`;

const AWS_COMMAND = new RegExp(
  String.raw`(?<![\w./-])aws(?:\s+--[a-z-]+(?:[= ][^\s-]\S*)?)*\s+([a-z][a-z0-9-]*)\s+([a-z][a-z0-9-]*)(${REST})`,
  'g',
);

/**
 * Finds the calls of the AWS CLI. It reads shell only as far as it must: comments are passed over, a line that ends in `\` goes
 * on, and `;`, `|`, `&` end a command where they are not quoted.
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

/** The value of an option as it is written, quotes and all. */
export function optionOf(
  { text }: AwsCommand,
  name: string,
): string | undefined {
  return new RegExp(
    String.raw`(?<=\s)--${name}(?:=|\s+)("[^"]*"|'[^']*'|[^\s"']+)`,
  ).exec(text)?.[1];
}

/** The same text with comments blanked, so that offsets stay. */
export function withoutComments(text: string): string {
  return text.replace(
    /(^|[\t\n ])#[^\n]*/g,
    (comment, before: string) =>
      before + ' '.repeat(comment.length - before.length),
  );
}
