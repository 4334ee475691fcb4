import { InputError } from '@backstage/errors';

/** One section of a file of the AWS CLI and the SDKs. */
export interface IniSection {
  /** What stands in the brackets: `profile reports`. */
  name: string;
  values: Record<string, string>;
}

/**
 * Prints sections. The format has no way to escape: what would read as something else is refused.
 *
 * @throws InputError for line breaks, brackets in a name, white space at an end, or the beginning of a comment
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function printIni(sections: IniSection[]): string {
  return sections
    .map(({ name, values }) =>
      [
        `[${checked(name, /^[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)?$/)}]`,
        ...Object.entries(values).map(
          ([key, value]) =>
            `${checked(key, /^[a-z_]+$/)} = ${checked(
              value,
              /^[!-~]+( (?![#;])[!-~]+)*$/,
            )}`,
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function checked(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) {
    throw new InputError(
      `${JSON.stringify(
        text.slice(0, 100),
      )} cannot be written to an AWS config file`,
    );
  }
  return text;
}
