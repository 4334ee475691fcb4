/** What many measurements of the same thing say, in the unit they were made in. */
export interface Summary {
  count: number;
  mean: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
}

/** @throws RangeError when there is nothing to summarize */
export function summarize(values: number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p50: percentile(sorted, 50),
    p90: percentile(sorted, 90),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    max: percentile(sorted, 100),
  };
}

/**
 * The smallest value that is not exceeded by `percent` of all (nearest rank), so always one that was measured.
 *
 * @param sorted - ascending
 */
export function percentile(sorted: number[], percent: number): number {
  const value =
    sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1];
  if (value === undefined) {
    throw new RangeError('There is no percentile of nothing');
  }
  return value;
}

export function median(values: number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    50,
  );
}
