import { median, type Summary, summarize } from './statistics';

/** Something that is measured next to others. */
export interface Contender {
  name: string;
  /** Does the work once and answers with how long each operation took, milliseconds. */
  run(): Promise<number[]>;
}

/** What all rounds of one contender say. */
export interface Measurement {
  name: string;
  /** From the first operation to the end of the last, milliseconds, one a round. */
  totalsMs: number[];
  medianTotalMs: number;
  /** Of single operations over all rounds, milliseconds. */
  operationMs: Summary;
}

/**
 * Measures contenders in turns, so that whatever else happens on the machine hits all of them. A first round warms up and
 * does not count.
 *
 * @param before - before every run; not measured
 */
export async function measure(
  contenders: Contender[],
  rounds: number,
  before: () => Promise<void> = async () => {},
): Promise<Measurement[]> {
  const totals = new Map<string, number[]>();
  const operations = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      await before();
      const start = performance.now();
      const took = await run();
      const total = performance.now() - start;
      if (round > 0) {
        totals.set(name, [...(totals.get(name) ?? []), total]);
        operations.set(name, [...(operations.get(name) ?? []), ...took]);
      }
    }
  }
  return contenders.map(({ name }) => ({
    name,
    totalsMs: totals.get(name) ?? [],
    medianTotalMs: median(totals.get(name) ?? []),
    operationMs: summarize(operations.get(name) ?? []),
  }));
}
