const units: Array<[seconds: number, name: string]> = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** A duration as people say it, at most two units: `1 hour 30 minutes`, `4 hours`. */
export function humanDuration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    }
  }
  return parts.slice(0, 2).join(' ') || '0 seconds';
}

/** The largest unit only: `3 days`. */
export function roughDuration(seconds: number): string {
  const [size] = units.find(([unit]) => seconds >= unit) ?? [1];
  return humanDuration(Math.floor(seconds / size) * size);
}

/** `a`, `a and b`, `a, b and c`; long lists are cut. */
export function listed(names: string[], most = 8): string {
  const shown =
    names.length > most
      ? [...names.slice(0, most), `${names.length - most} more`]
      : names;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** Each name once, in the order of its first place. */
export function unique(names: string[]): string[] {
  return [...new Set(names)];
}
