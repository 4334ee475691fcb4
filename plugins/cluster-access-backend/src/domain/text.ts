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
