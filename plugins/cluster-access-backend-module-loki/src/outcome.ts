import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** One line as Loki keeps it. */
export interface LokiEntry {
  /** Nanoseconds since 1970. */
  at: bigint;
  line: string;
}

/** What came of one request to Loki, and what to do about it. */
export type QueryOutcome =
  | { kind: 'entries'; entries: LokiEntry[] }
  /** Ask for at most so many. */
  | { kind: 'lower-limit'; limit: number }
  /** Ask for a shorter time. */
  | { kind: 'shorter-range'; message: string }
  /** Ask again later. */
  | { kind: 'unavailable'; message: string; retryAfterSeconds?: number }
  /** Asking again does not help. */
  | { kind: 'refused'; error: Error };

const MAX_ENTRIES = /max entries limit per query exceeded.*\(\d+ > (\d+)\)/;
const TOO_LARGE = /larger than max/;
const TOO_MUCH = [
  /query time range exceeds the limit/,
  /would read too many bytes/,
  /max number of (chunks|series)/,
  /maximum of series/,
];

/**
 * Reads the meaning of an answer that is no success. Loki tells most of it in words only
 * (pkg/util/validation/limits.go, pkg/querier of grafana/loki).
 *
 * @param limit - how many lines were asked for
 * @param now - for a Retry-After that is a date; milliseconds since 1970
 */
export function explainFailure(
  answer: { status: number; body: string; retryAfter?: string },
  limit: number,
  now: number,
): QueryOutcome {
  const { status } = answer;
  const body = answer.body.trim().slice(0, 500);
  const message = `Loki answered ${status}: ${body}`;

  const allowed = Number(MAX_ENTRIES.exec(body)?.[1]);
  if (allowed >= 1 && allowed < limit) {
    return { kind: 'lower-limit', limit: allowed };
  }
  if ((status === 413 || TOO_LARGE.test(body)) && limit > 1) {
    return { kind: 'lower-limit', limit: Math.floor(limit / 2) };
  }
  if (TOO_MUCH.some(pattern => pattern.test(body))) {
    return { kind: 'shorter-range', message };
  }
  if (status === 429 || status >= 500) {
    return {
      kind: 'unavailable',
      message,
      retryAfterSeconds: readRetryAfter(answer.retryAfter, now),
    };
  }
  if (status === 401 || status === 403) {
    return {
      kind: 'refused',
      error: new NotAllowedError(
        `${message}. Check the credentials and the tenant in clusterAccess.loki`,
      ),
    };
  }
  if (status === 400) {
    return {
      kind: 'refused',
      error: new InputError(`${message}. Check clusterAccess.loki.selector`),
    };
  }
  return {
    kind: 'refused',
    error: new ServiceUnavailableError(
      `${message}. Check clusterAccess.loki.baseUrl`,
    ),
  };
}

function readRetryAfter(
  value: string | undefined,
  now: number,
): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
