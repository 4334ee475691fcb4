/** Does the same with every item, so many at once, and answers how long each took (milliseconds, in the order they ended). */
export async function timeEach<T>(
  items: T[],
  concurrency: number,
  run: (item: T) => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next++];
      const start = performance.now();
      await run(item);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return took;
}
