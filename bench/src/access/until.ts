/** Waits until something holds, looking every tenth of a second. */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | undefined> | T | false | undefined,
  timeoutMs = 180_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const value = await look();
    if (value !== undefined && value !== false) {
      return value;
    }
    await pause(100);
  }
  throw new Error(`It did not come about that ${what}`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
