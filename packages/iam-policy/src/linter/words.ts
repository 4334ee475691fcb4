/** `<account-id>` or `{{ACCOUNT ID}}`: what the author has to fill in. */
const PLACEHOLDER = /<[^<>]+>|\{\{[^{}]*\}\}/;

export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** The name nearest to what was written; nothing where none is near. Case does not count. */
export function nearest(
  written: string,
  names: readonly string[],
): string | undefined {
  const wanted = written.toLowerCase();
  const furthest = Math.max(1, Math.floor(wanted.length / 4));
  let best: string | undefined;
  let bestDistance = furthest + 1;
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) < bestDistance) {
      const distance = editDistance(wanted, name.toLowerCase());
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
  }
  return best;
}

/** Number of letters to add, take out or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(
        Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length];
}

/** `JobName` as `<job-name>`. */
export function placeholderFor(variable: string): string {
  const words = variable
    .replace(/WithPath$|WithoutLeadingSlash$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `<${words.toLowerCase()}>`;
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  if (names.length > 4) {
    return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  }
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
