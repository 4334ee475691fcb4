import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again until something is there: for what comes about a while after its cause.
 *
 * @param what - for the error, when time runs out
 * @param look - answers with what is there; `undefined`, `false` and errors count as not yet
 * @throws Error whose cause is the last error of `look`
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 30_000,
  pauseMs = 50,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) {
        return found;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Not within ${timeoutMs} ms: ${what}`, { cause });
    }
    await sleep(pauseMs);
  }
}

/**
 * Checks again until nothing is wrong any more.
 *
 * @param check - throws as long as something is wrong, as `expect` does
 * @throws what `check` threw last
 */
export async function eventually(
  check: () => void | Promise<void>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
      await sleep(5);
    }
  }
}
