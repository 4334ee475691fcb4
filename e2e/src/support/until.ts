/**
 * Asks again until something holds.
 *
 * @param what - for the error, when time runs out
 * @param probe - answers with something truthy when it holds; an error counts as not yet
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const result = await probe();
      if (result) {
        return result;
      }
      last = result;
    } catch (error) {
      last = error;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${timeoutMs} ms: ${what} (last: ${last})`);
}
