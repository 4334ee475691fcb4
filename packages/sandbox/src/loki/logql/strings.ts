const SIMPLE_ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/**
 * Value of a Go string literal with its quotes, as LogQL takes them: `"..."` with escapes, or raw between back quotes.
 *
 * @returns undefined where an escape is not one of Go's
 */
export function unquote(literal: string): string | undefined {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) {
    return body;
  }
  let valid = true;
  const value = body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs,
    (_, hex, short, long, octal, simple) => {
      if (simple !== undefined) {
        valid &&= simple in SIMPLE_ESCAPES;
        return SIMPLE_ESCAPES[simple] ?? '';
      }
      const code =
        octal === undefined
          ? parseInt(hex ?? short ?? long, 16)
          : parseInt(octal, 8);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        valid = false;
        return '';
      }
      return String.fromCodePoint(code);
    },
  );
  return valid ? value : undefined;
}
