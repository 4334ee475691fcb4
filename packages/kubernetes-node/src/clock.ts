/**
 * Time as everything here takes it, so that tests need no waiting.
 *
 * @public
 */
export interface Clock {
  /** Milliseconds since 1970, by the clock on the wall: may be set back or forward. */
  now(): number;
  /** Milliseconds since some moment: never goes back, but may stand still while the machine sleeps. */
  monotonic(): number;
  /** Calls back once, `delayMs` from now at the earliest. Answers with what cancels it. */
  schedule(callback: () => void, delayMs: number): () => void;
}

/**
 * Node.js runs a timer with a longer delay at once (its delay is a signed 32-bit integer).
 * https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The machine's own time. @public */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(callback, delayMs) {
    const end = performance.now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = () => {
      const left = end - performance.now();
      timer = setTimeout(
        left > MAX_TIMER_MS ? arm : callback,
        Math.min(Math.max(left, 0), MAX_TIMER_MS),
      );
    };
    arm();
    return () => clearTimeout(timer);
  },
};

/**
 * Resolves after a while, or as soon as the signal aborts: ask `signal.aborted` which of the two it was.
 *
 * @public
 */
export function sleep(
  clock: Clock,
  delayMs: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const cancel = clock.schedule(() => {
      signal?.removeEventListener('abort', wake);
      resolve();
    }, delayMs);
    function wake() {
      cancel();
      resolve();
    }
    signal?.addEventListener('abort', wake, { once: true });
  });
}

/**
 * Runs something for no longer than a while, then aborts its signal and rejects.
 *
 * @public
 */
export async function within<T>(
  clock: Clock,
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let cancel = () => {};
  const timeout = new Promise<never>((_, reject) => {
    cancel = clock.schedule(() => {
      const error = new Error(`timed out after ${Math.round(timeoutMs)} ms`);
      controller.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([run(controller.signal), timeout]);
  } finally {
    cancel();
  }
}
