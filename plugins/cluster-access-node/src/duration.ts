const units: Array<[seconds: number, name: string]> = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/**
 * A duration as people say it, by its two largest units that matter: `1 hour 30 minutes`, `4 hours`.
 *
 * @param seconds - rounded to whole ones
 * @public
 */
export function formatDuration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    }
  }
  return parts.slice(0, 2).join(' ') || 'less than a second';
}

/**
 * A duration by its largest unit only: `3 days`.
 *
 * @public
 */
export function formatRoughDuration(seconds: number): string {
  const [size] = units.find(([unit]) => seconds >= unit) ?? [1];
  return formatDuration(Math.floor(seconds / size) * size);
}
