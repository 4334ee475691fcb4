const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

/** Looks again until the answer is there: for what a controller does after the request. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not within ${PATIENCE_MS} ms: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
