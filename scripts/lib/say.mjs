/** What the scripts tell the person who started them. */

export function say(message) {
  process.stdout.write(`${message}\n`);
}

/** Ends the script with a text that says what to do. */
export class SetUpError extends Error {}

/**
 * Says what is being done, and every 15 seconds that it is still being done.
 *
 * @param {string} what - a sentence without its full stop
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function whileSaying(what, work) {
  const since = Date.now();
  const seconds = () => Math.round((Date.now() - since) / 1000);
  say(`> ${what} ...`);
  const heartbeat = setInterval(
    () => say(`  still at it after ${seconds()} s: ${what}`),
    15_000,
  );
  try {
    const result = await work();
    say(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
