/**
 * How long to wait before a throttled request is sent again.
 *
 * @param header - `Retry-After` as the API server sends it: whole seconds, or a date
 * @param options.random - number in [0, 1); spreads those who were told the same over another half of the time
 * @returns milliseconds
 */
export function retryAfterMs(
  header: string | undefined,
  options: { nowMs: number; maxMs: number; random: number },
): number {
  const asked = parse(header, options.nowMs) ?? 1000;
  return Math.min(asked, options.maxMs) * (1 + options.random / 2);
}

function parse(header: string | undefined, nowMs: number): number | undefined {
  if (!header) {
    return undefined;
  }
  const ms = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
