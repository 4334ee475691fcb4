const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

function parts(
  big: number,
  bigUnit: string,
  small: number,
  smallUnit: string,
): string {
  return small === 0
    ? `${big}${bigUnit}`
    : `${big}${bigUnit}${small}${smallUnit}`;
}

/** An age as kubectl prints it: precise while young, coarse later. (apimachinery's `duration.HumanDuration`) */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) {
    return '<invalid>';
  }
  if (seconds < 0) {
    return '0s';
  }
  if (seconds < 2 * MINUTE) {
    return `${seconds}s`;
  }
  const minutes = Math.floor(seconds / MINUTE);
  if (minutes < 10) {
    return parts(minutes, 'm', seconds % MINUTE, 's');
  }
  if (minutes < 180) {
    return `${minutes}m`;
  }
  const hours = Math.floor(seconds / HOUR);
  if (hours < 8) {
    return parts(hours, 'h', minutes % 60, 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  const days = Math.floor(seconds / DAY);
  if (days < 8) {
    return parts(days, 'd', hours % 24, 'h');
  }
  if (days < 2 * 365) {
    return `${days}d`;
  }
  const years = Math.floor(seconds / YEAR);
  return years < 8 ? parts(years, 'y', days % 365, 'd') : `${years}y`;
}

/** The age of a timestamp; `<unknown>` without one. */
export function ageOf(time: unknown, now: Date): string {
  const since = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(since)
    ? '<unknown>'
    : humanDuration(now.getTime() - since);
}
