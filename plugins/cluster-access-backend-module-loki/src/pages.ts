import { ServiceUnavailableError } from '@backstage/errors';
import type { LokiEntry, QueryOutcome } from './outcome';

/** Below this a time range is not split any more; nanoseconds. */
const SHORTEST_SPAN = 1_000_000n;

/** Some entries, and up to where there are no others any more. */
export interface Page {
  entries: LokiEntry[];
  /** Exclusive, nanoseconds. */
  readTo: bigint;
}

/** A request for the oldest lines of a range. */
export type AskForPage = (
  range: { start: bigint; end: bigint },
  limit: number,
) => Promise<Exclude<QueryOutcome, { kind: 'unavailable' }>>;

/**
 * Reads a range page by page, oldest first, each entry once.
 *
 * A full page may stop in the middle of lines of the same time. So the lines of its last time are left to the next page,
 * which begins with that time: nothing is lost or doubled, and nothing needs to be remembered. Only where one time alone
 * fills a page are there lines that cannot be asked for; `onOverflow` is told that time.
 *
 * @param range - start inclusive, end exclusive, nanoseconds
 * @throws what an answer of Loki says that cannot be helped
 */
export async function* readPages(
  ask: AskForPage,
  range: { start: bigint; end: bigint },
  options: { limit: number; onOverflow: (at: bigint) => void },
): AsyncGenerator<Page, void> {
  let { limit } = options;
  let span = range.end - range.start;
  let start = range.start;
  while (start < range.end) {
    const end = start + span < range.end ? start + span : range.end;
    const outcome = await ask({ start, end }, limit);
    switch (outcome.kind) {
      case 'entries': {
        const { entries } = outcome;
        const last = entries.at(-1)?.at;
        if (last === undefined || entries.length < limit) {
          start = end;
          yield { entries, readTo: start };
        } else if (entries[0].at === last) {
          options.onOverflow(last);
          start = last + 1n;
          yield { entries, readTo: start };
        } else {
          start = last;
          yield {
            entries: entries.filter(({ at }) => at < last),
            readTo: start,
          };
        }
        break;
      }
      case 'lower-limit':
        limit = outcome.limit;
        break;
      case 'shorter-range':
        span /= 2n;
        if (span < SHORTEST_SPAN) {
          throw new ServiceUnavailableError(outcome.message);
        }
        break;
      default:
        throw outcome.error;
    }
  }
}
