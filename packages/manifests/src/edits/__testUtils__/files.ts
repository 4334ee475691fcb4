import { mkdirSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '__fixtures__');

/** Files of a folder of fixtures, by their names. */
export function fixtures(folder: string): Array<[string, string]> {
  const path = join(ROOT, folder);
  mkdirSync(path, { recursive: true });
  return readdirSync(path)
    .sort()
    .map(name => [name, readFileSync(join(ROOT, folder, name), 'utf8')]);
}

/** Lines that went and lines that came, in their order; a longest common subsequence stays. */
export function lineDiff(before: string, after: string): string[] {
  const [a, b] = [before, after].map(text => text.split('\n'));
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < Math.min(a.length, b.length) - head &&
    a.at(-1 - tail) === b.at(-1 - tail)
  ) {
    tail++;
  }
  return common(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
}

function common(a: string[], b: string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] =
        a[i] === b[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const diff: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (
      j === b.length ||
      (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])
    ) {
      diff.push(`-${a[i++]}`);
    } else {
      diff.push(`+${b[j++]}`);
    }
  }
  return diff;
}
