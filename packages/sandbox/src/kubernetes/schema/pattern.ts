/**
 * Go's regular expressions (RE2) as JavaScript's. What differs and is used in schemas are flags at the start and
 * `\A`, `\z`, `\Q..\E`.
 *
 * @returns nothing where the pattern cannot be read
 */
export function compilePattern(source: string): RegExp | undefined {
  const leading = /^\(\?([ims]+)\)/.exec(source);
  const flags = leading?.[1] ?? '';
  const body = source
    .slice(leading?.[0].length ?? 0)
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\\Q(.*?)\\E/g, (_, literal: string) =>
      literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .replace(/\(\?P</g, '(?<');
  return tryCompile(body, `u${flags}`) ?? tryCompile(body, flags);
}

function tryCompile(body: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(body, flags);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
