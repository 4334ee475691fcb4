const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * What is left until `until`, as a clock that counts down: `1:05:09`, `14:32`, `0:07`. A second that has begun is
 * counted in full, so that `0:00` stands only when the time is over.
 *
 * @param until - ISO 8601
 * @param now - milliseconds since the epoch
 */
export function formatCountdown(until: string, now: number): string {
  const seconds = Math.ceil(millisecondsUntil(until, now) / SECOND);
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const clock = `${hours ? pad(minutes) : minutes}:${pad(seconds % 60)}`;
  return hours ? `${hours}:${clock}` : clock;
}

/** Milliseconds from `now` until `until` (ISO 8601), never negative. */
export function millisecondsUntil(until: string, now: number): number {
  return Math.max(0, Date.parse(until) - now);
}

/**
 * Minutes that a screen reader is told are left: only few marks, so that it does not talk all the time. Undefined as
 * long as there is more time than the first mark.
 */
export function countdownMark(until: string, now: number): number | undefined {
  const left = millisecondsUntil(until, now);
  return [0, 1, 5].find(minutes => left <= minutes * MINUTE);
}

/** A length of time in words: `15 minutes`, `1 hour 30 minutes`. @param seconds - whole seconds */
export function formatDuration(seconds: number, locale: string): string {
  const parts: Array<[number, string]> = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ];
  const shown = parts.filter(([value]) => value > 0);
  return (shown.length ? shown : [[0, 'second'] satisfies [number, string]])
    .map(([value, unit]) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
      }).format(value),
    )
    .join(' ');
}

/** Date and time in the reader's language and time zone. @param iso - ISO 8601 */
export function formatDateTime(
  iso: string,
  locale: string,
  options: { seconds: boolean },
): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: options.seconds ? 'medium' : 'short',
  }).format(new Date(iso));
}

/** The same moment for comparing with logs: `2026-01-31 09:05:00 UTC`. @param iso - ISO 8601 */
export function formatUtc(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export { HOUR, MINUTE, SECOND };
