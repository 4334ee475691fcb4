import { setTimeout } from 'node:timers/promises';

/** Waits until something is so; gives up, loudly, after ten seconds. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > end) {
      throw new Error(`Still not so after 10 s: ${isSo}`);
    }
    await setTimeout(5);
  }
}
