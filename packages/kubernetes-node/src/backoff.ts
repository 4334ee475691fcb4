/** How long to wait before another attempt. @public */
export interface BackoffOptions {
  /** Wait after the first failure, milliseconds. */
  baseMs: number;
  /** The longest wait before jitter, milliseconds. */
  maxMs: number;
}

/**
 * Exponential backoff: doubles with every failure. Jitter takes away up to a half, so that many who failed together do
 * not come back together, and none waits longer than `maxMs`.
 *
 * @param failures - how many times in a row it failed, 1 for the first
 * @param random - number in [0, 1)
 * @returns milliseconds
 * @public
 */
export function backoffDelay(
  options: BackoffOptions,
  failures: number,
  random: number,
): number {
  const exponent = Math.min(Math.max(failures - 1, 0), 52);
  const delay = Math.min(options.baseMs * 2 ** exponent, options.maxMs);
  return delay * (1 - random / 2);
}
