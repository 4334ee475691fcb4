import * as z from 'zod';

/**
 * A span of time as Go writes it: `90s`, `1h30m`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export const duration = z
  .string()
  .max(32, 'use at most 32 characters')
  .regex(
    /^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$/,
    'write hours, minutes and seconds such as 1h, 15m or 1h30m',
  );

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** Minute, hour, day of month, month, day of week: smallest and largest number, and names that stand for numbers. */
const CRON_FIELDS = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: DAYS },
];

/**
 * When a CronJob runs: minute, hour, day of month, month, day of week. A time zone belongs in a field of its own.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export const cronSchedule = z
  .string()
  .max(200, 'use at most 200 characters')
  .refine(
    isSchedule,
    'write five fields: minute, hour, day of month, month and day of week, such as "30 2 * * 1-5"',
  );

/** A name of the IANA time zone database: `Europe/Berlin`, `Etc/UTC`. */
export const timeZone = z
  .string()
  .max(64, 'use at most 64 characters')
  .refine(
    isTimeZone,
    'write a name of the IANA time zone database, such as Etc/UTC or America/New_York',
  );

function isSchedule(text: string): boolean {
  const fields = text.split(' ');
  return (
    fields.length === CRON_FIELDS.length &&
    fields.every((field, index) =>
      field.split(',').every(item => isCronItem(item, CRON_FIELDS[index])),
    )
  );
}

/** One of `*`, `5`, `1-5`, `MON-FRI`, each with `/<step>` behind it or not. */
function isCronItem(
  item: string,
  { min, max, names }: (typeof CRON_FIELDS)[number],
): boolean {
  const match = /^(\*|([0-9A-Za-z]+)(-([0-9A-Za-z]+))?)(\/([0-9]{1,2}))?$/.exec(
    item,
  );
  if (!match) {
    return false;
  }
  const [, range, first, , last = first, , step = '1'] = match;
  const from = range === '*' ? min : cronNumber(first, min, names);
  const to = range === '*' ? max : cronNumber(last, min, names);
  return from >= min && from <= to && to <= max && Number(step) >= 1;
}

/** The number a text stands for; `NaN`, which no comparison holds for, when it stands for none. */
function cronNumber(text: string, min: number, names: string[]): number {
  const place = names.indexOf(text.toUpperCase());
  return place >= 0 ? place + min : Number(text);
}

function isTimeZone(name: string): boolean {
  // An offset such as "+02:00" is a time zone to ECMAScript, not to Kubernetes; "Local" is refused by Kubernetes.
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) {
    return false;
  }
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}
