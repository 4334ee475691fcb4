const UNITS: Array<[name: string, seconds: number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/**
 * `5400` as `1 hour 30 minutes`: the two largest units that matter.
 *
 * @param seconds - rounded to whole ones
 */
export function formatDuration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      parts.push(count === 1 ? `1 ${name}` : `${count} ${name}s`);
    }
  }
  return parts.length > 0 ? parts.slice(0, 2).join(' ') : 'less than a second';
}
