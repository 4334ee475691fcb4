import type { Range } from './store';

/** A parameter of a request is wrong; answered with 400 and its message. */
export class BadRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadRequest';
  }
}

const HOUR = 3_600_000_000_000n;

/**
 * A point in time as Loki takes it: nanoseconds since 1970, seconds (with ten digits or fewer, or with a fraction), or
 * RFC 3339 with up to nine digits of fraction. (pkg/loghttp/params.go)
 *
 * @returns nanoseconds since 1970
 */
export function parseTime(value: string | undefined, fallback: bigint): bigint {
  if (value === undefined || value === '') {
    return fallback;
  }
  if (/^-?\d+$/.test(value)) {
    return value.length <= 10 ? BigInt(value) * 1_000_000_000n : BigInt(value);
  }
  if (/^-?\d+\.\d*$/.test(value)) {
    const [seconds, fraction] = value.split('.');
    // Rounded to milliseconds, as Loki does.
    return (
      BigInt(seconds) * 1_000_000_000n +
      BigInt(Math.round(Number(`0.${fraction}`) * 1000)) * 1_000_000n
    );
  }
  const match =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/.exec(
      value,
    );
  const milliseconds = match ? Date.parse(`${match[1]}${match[3]}`) : NaN;
  if (!match || Number.isNaN(milliseconds)) {
    throw new BadRequest(
      `could not parse timestamp: strconv.ParseInt: parsing ${JSON.stringify(
        value,
      )}: invalid syntax`,
    );
  }
  return (
    BigInt(milliseconds) * 1_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'))
  );
}

/**
 * @param now - milliseconds since 1970
 * @param defaultSpan - how far back it goes when no start is given; nanoseconds
 */
export function parseRange(
  values: { start?: string; end?: string },
  now: number,
  defaultSpan = HOUR,
): Range {
  const end = parseTime(values.end, BigInt(now) * 1_000_000n);
  const start = parseTime(values.start, end - defaultSpan);
  if (end < start) {
    throw new BadRequest(
      'end timestamp must not be before or equal to start time',
    );
  }
  return { start, end };
}

export function parseLimit(value: string | undefined, max: number): number {
  if (value === undefined || value === '') {
    return Math.min(100, max);
  }
  if (!/^-?\d+$/.test(value)) {
    throw new BadRequest(
      `strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  const limit = Number(value);
  if (limit <= 0) {
    throw new BadRequest('limit must be a positive value');
  }
  if (limit > max) {
    throw new BadRequest(
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${max})`,
    );
  }
  return limit;
}

export function parseDirection(
  value: string | undefined,
): 'forward' | 'backward' {
  switch (value?.toLowerCase() ?? '') {
    case '':
    case 'backward':
      return 'backward';
    case 'forward':
      return 'forward';
    default:
      throw new BadRequest(`invalid direction '${value}'`);
  }
}
