import { isError } from '@backstage/errors';
import { isRecord } from './records';
import { type LokiEntry, type QueryOutcome, explainFailure } from './outcome';

/** One request for lines, oldest first. */
export interface RangeQuery {
  query: string;
  /** Inclusive, nanoseconds since 1970. */
  start: bigint;
  /** Exclusive. */
  end: bigint;
  limit: number;
}

/** Speaks Loki's HTTP API. */
export class LokiClient {
  constructor(
    private readonly options: {
      baseUrl: string;
      headers: Record<string, string>;
      timeoutMilliseconds: number;
      /** Milliseconds since 1970. */
      now: () => number;
    },
  ) {}

  /** Asks once. What goes wrong is in the outcome; only an aborted signal throws. */
  async queryRange(
    query: RangeQuery,
    signal: AbortSignal,
  ): Promise<QueryOutcome> {
    const { baseUrl, headers, timeoutMilliseconds, now } = this.options;
    const parameters = new URLSearchParams({
      query: query.query,
      start: query.start.toString(),
      end: query.end.toString(),
      limit: String(query.limit),
      direction: 'forward',
    });
    try {
      const response = await fetch(
        `${baseUrl}/loki/api/v1/query_range?${parameters}`,
        {
          headers: { ...headers, Accept: 'application/json' },
          // A redirect would carry the credentials elsewhere.
          redirect: 'error',
          signal: AbortSignal.any([
            signal,
            AbortSignal.timeout(timeoutMilliseconds),
          ]),
        },
      );
      const body = await response.text();
      if (!response.ok) {
        return explainFailure(
          {
            status: response.status,
            body,
            retryAfter: response.headers.get('retry-after') ?? undefined,
          },
          query.limit,
          now(),
        );
      }
      const entries = readEntries(JSON.parse(body));
      return entries
        ? { kind: 'entries', entries }
        : {
            kind: 'unavailable',
            message: 'Loki answered with something that is no log lines',
          };
    } catch (error) {
      signal.throwIfAborted();
      return {
        kind: 'unavailable',
        message: `The request to Loki failed: ${explain(error)}`,
      };
    }
  }
}

/**
 * Lines of all streams of an answer by time; equal times by text, so that the same lines always come in the same
 * order.
 */
function readEntries(body: unknown): LokiEntry[] | undefined {
  if (
    !isRecord(body) ||
    !isRecord(body.data) ||
    body.data.resultType !== 'streams'
  ) {
    return undefined;
  }
  const { result } = body.data;
  if (!Array.isArray(result)) {
    return undefined;
  }
  const entries: LokiEntry[] = [];
  for (const stream of result) {
    if (!isRecord(stream) || !Array.isArray(stream.values)) {
      return undefined;
    }
    for (const value of stream.values) {
      const [at, line]: unknown[] = Array.isArray(value) ? value : [];
      if (
        typeof at !== 'string' ||
        !/^\d+$/.test(at) ||
        typeof line !== 'string'
      ) {
        return undefined;
      }
      entries.push({ at: BigInt(at), line });
    }
  }
  return entries.sort((a, b) => compare(a.at, b.at) || compare(a.line, b.line));
}

function compare<T extends bigint | string>(a: T, b: T): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** `fetch` hides what happened in the cause. */
function explain(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  return isError(error.cause)
    ? `${error.message} (${error.cause.message})`
    : error.message;
}
