const RFC3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** A time in RFC 3339, or nothing where the text is none. */
export function parseTime(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !RFC3339.test(value)) {
    return undefined;
  }
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** In whole seconds, up: nobody who reads it in seconds may act too early. */
export function wholeSeconds(time: Date): string {
  const seconds = new Date(Math.ceil(time.getTime() / 1000) * 1000);
  return `${seconds.toISOString().slice(0, 19)}Z`;
}
