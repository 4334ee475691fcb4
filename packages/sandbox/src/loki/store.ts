import { type Labels, type LogQuery, type Matcher, runPipeline } from './logql';

/** One line of a stream. */
export interface Entry {
  /** Nanoseconds since 1970. */
  at: bigint;
  line: string;
  /** From when on queries see it, in milliseconds since 1970: ingestion takes its time. */
  visibleFrom: number;
  /** Structured metadata: labels of this line only. */
  metadata?: Labels;
}

/** An entry that a query has found, with the labels that it ended up with. */
export interface Match {
  labels: Labels;
  at: bigint;
  line: string;
}

export interface Range {
  /** Inclusive, nanoseconds. */
  start: bigint;
  /** Exclusive, nanoseconds. */
  end: bigint;
}

interface Stream {
  labels: Labels;
  /** Ascending in time; what was pushed first stands first among equals. */
  entries: Entry[];
}

/** The log lines of one tenant. */
export class LogStore {
  readonly #streams = new Map<string, Stream>();
  /** How many lines the last query has looked at. */
  scanned = 0;

  /** Adds lines to a stream. The same line at the same time in the same stream is kept once, as Loki does. */
  push(labels: Labels, entries: Entry[]): void {
    const key = labelKey(labels);
    let stream = this.#streams.get(key);
    if (!stream) {
      stream = { labels: { ...labels }, entries: [] };
      this.#streams.set(key, stream);
    }
    for (const entry of entries) {
      insert(stream.entries, entry);
    }
  }

  /**
   * @param options.now - what becomes visible later than this is not there yet; milliseconds
   * @returns at most `limit` matches in the order of the direction, across all streams
   */
  query(
    query: LogQuery,
    range: Range,
    options: { limit: number; direction: 'forward' | 'backward'; now: number },
  ): Match[] {
    this.scanned = 0;
    const cursors = this.select(query.selector).map(stream =>
      this.#walk(stream, query, range, options),
    );
    const heads = cursors.map(cursor => cursor.next());
    const matches: Match[] = [];
    while (matches.length < options.limit) {
      let first = -1;
      let firstAt: bigint | undefined;
      heads.forEach((head, index) => {
        if (
          !head.done &&
          (firstAt === undefined ||
            (options.direction === 'forward'
              ? head.value.at < firstAt
              : head.value.at > firstAt))
        ) {
          first = index;
          firstAt = head.value.at;
        }
      });
      const head = heads[first];
      if (!head || head.done) {
        break;
      }
      matches.push(head.value);
      heads[first] = cursors[first].next();
    }
    return matches;
  }

  /** Streams whose labels match. */
  select(selector: Matcher[]): Stream[] {
    return [...this.#streams.values()].filter(stream =>
      selector.every(matcher =>
        matcher.matches(stream.labels[matcher.label] ?? ''),
      ),
    );
  }

  /** Label sets of the streams that match one of the selectors and have a line in the range. */
  series(selectors: Matcher[][], range: Range): Labels[] {
    const streams =
      selectors.length > 0
        ? selectors.flatMap(each => this.select(each))
        : this.select([]);
    return [...new Set(streams)]
      .filter(({ entries }) => {
        const first = entries[lowerBound(entries, range.start)];
        return first !== undefined && first.at < range.end;
      })
      .map(stream => stream.labels);
  }

  *#walk(
    stream: Stream,
    query: LogQuery,
    range: Range,
    { direction, now }: { direction: 'forward' | 'backward'; now: number },
  ): Generator<Match, undefined> {
    const { entries, labels } = stream;
    const from = lowerBound(entries, range.start);
    const to = lowerBound(entries, range.end);
    const step = direction === 'forward' ? 1 : -1;
    for (
      let index = step > 0 ? from : to - 1;
      index >= from && index < to;
      index += step
    ) {
      const { at, line, visibleFrom, metadata } = entries[index];
      if (visibleFrom > now) {
        continue;
      }
      this.scanned += 1;
      const found = runPipeline(
        query,
        line,
        metadata ? { ...labels, ...metadata } : labels,
      );
      if (found) {
        yield { labels: found, at, line };
      }
    }
    return undefined;
  }
}

/** The same for label sets with the same content, whatever the order. */
export function labelKey(labels: Labels): string {
  return JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function insert(entries: Entry[], entry: Entry): void {
  const last = entries[entries.length - 1];
  if (!last || last.at < entry.at) {
    entries.push(entry);
    return;
  }
  const after = lowerBound(entries, entry.at + 1n);
  for (
    let index = after - 1;
    index >= 0 && entries[index].at === entry.at;
    index -= 1
  ) {
    if (entries[index].line === entry.line) {
      return;
    }
  }
  entries.splice(after, 0, entry);
}

/** Index of the first entry that is not before `at`. */
function lowerBound(entries: Entry[], at: bigint): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle].at < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
