import { InputError } from '@backstage/errors';

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
// Not letters, marks, numbers, punctuation, symbols or the plain space: what one cannot see is written as an escape.
const INVISIBLE = /[\p{C}\p{Z}]/gu;
const LONE_SURROGATE = /\p{Cs}/u;
const SHORT_ESCAPES: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Why HCL cannot carry a text, or `undefined` when it can: HCL is UTF-8, and its strings are normalized (NFC) when they are read.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals
 */
export function hclTextProblem(text: string): string | undefined {
  if (LONE_SURROGATE.test(text)) {
    return 'use whole Unicode characters: half of a surrogate pair cannot be written';
  }
  if (text.normalize('NFC') !== text) {
    return 'use composed characters (Unicode NFC): HCL would change these';
  }
  return undefined;
}

/** @throws InputError when the text cannot be carried */
export function checkText(text: string): void {
  const problem = hclTextProblem(text);
  if (problem) {
    throw new InputError(problem);
  }
}

/** Whether a text can stand as a bare name. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** @throws InputError when the text cannot stand as a bare name */
export function checkIdentifier(text: string): void {
  if (!isIdentifier(text)) {
    throw new InputError(
      `${JSON.stringify(
        text,
      )} is not an identifier: use letters, digits, "_" and "-", a letter first`,
    );
  }
}

/** The inside of a quoted string that reads as exactly this text. */
export function escapeQuoted(text: string): string {
  checkText(text);
  return escapeMarkers(text.replace(/["\\]/g, '\\$&')).replace(
    INVISIBLE,
    character =>
      character === ' '
        ? character
        : SHORT_ESCAPES[character] ?? escapeCharacter(character),
  );
}

/** As {@link escapeQuoted} in ASCII only: `terraform fmt` aligns by the width of keys, which is nothing to argue over in ASCII. */
export function escapeKey(text: string): string {
  return escapeQuoted(text).replace(/[^\x20-\x7e]/gu, escapeCharacter);
}

/** `${` and `%{` begin an expression; doubled they are text. */
export function escapeMarkers(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

/** `\u00e9`, or `\U0001f600` beyond the basic plane. */
function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4
    ? `\\U${code.padStart(8, '0')}`
    : `\\u${code.padStart(4, '0')}`;
}
