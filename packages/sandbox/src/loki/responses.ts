import { labelKey, type Match } from './store';

/** Answer to a log query: one stream for each set of labels, lines in the order they were found. */
export function streamsResponse(
  matches: Match[],
  scanned: number,
  seconds: number,
): object {
  const streams = new Map<
    string,
    { stream: object; values: Array<[string, string]> }
  >();
  for (const { labels, at, line } of matches) {
    const key = labelKey(labels);
    let stream = streams.get(key);
    if (!stream) {
      stream = { stream: labels, values: [] };
      streams.set(key, stream);
    }
    stream.values.push([at.toString(), line]);
  }
  return {
    status: 'success',
    data: {
      resultType: 'streams',
      result: [...streams.values()],
      stats: {
        summary: {
          bytesProcessedPerSecond: 0,
          linesProcessedPerSecond:
            seconds > 0 ? Math.round(scanned / seconds) : 0,
          totalBytesProcessed: 0,
          totalLinesProcessed: scanned,
          execTime: seconds,
          queueTime: 0,
          subqueries: 0,
          totalEntriesReturned: matches.length,
          splits: 0,
          shards: 0,
          totalPostFilterLines: matches.length,
          totalStructuredMetadataBytesProcessed: 0,
        },
      },
    },
  };
}

export function success(data: unknown): object {
  return { status: 'success', data };
}
