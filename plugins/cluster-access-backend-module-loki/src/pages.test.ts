import fc from 'fast-check';
import type { LokiEntry } from './outcome';
import { type AskForPage, readPages } from './pages';

/** A Loki with these lines, which refuses limits and ranges above its own. */
function lokiWith(
  entries: LokiEntry[],
  refuses: { limit?: number; span?: bigint } = {},
): AskForPage {
  return async ({ start, end }, limit) => {
    if (refuses.limit !== undefined && limit > refuses.limit) {
      return { kind: 'lower-limit', limit: refuses.limit };
    }
    if (refuses.span !== undefined && end - start > refuses.span) {
      return { kind: 'shorter-range', message: 'the range is too long' };
    }
    return {
      kind: 'entries',
      entries: entries
        .filter(({ at }) => at >= start && at < end)
        .sort((a, b) => Number(a.at - b.at))
        .slice(0, limit),
    };
  };
}

async function readAll(
  ask: AskForPage,
  limit: number,
  range = { start: 0n, end: 100_000_000n },
): Promise<{ lines: string[]; overflows: bigint[] }> {
  const lines: string[] = [];
  const overflows: bigint[] = [];
  for await (const { entries } of readPages(ask, range, {
    limit,
    onOverflow: at => overflows.push(at),
  })) {
    lines.push(...entries.map(({ line }) => line));
  }
  return { lines, overflows };
}

const entry = (at: number, line: string): LokiEntry => ({
  at: BigInt(at) * 1_000_000n,
  line,
});

describe('readPages', () => {
  it('reads every line once and in order, whatever the times, the limit and what Loki refuses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 80 }),
        fc.integer({ min: 1, max: 12 }),
        fc.record(
          {
            limit: fc.integer({ min: 1, max: 12 }),
            span: fc.bigInt({ min: 2_000_000n, max: 100_000_000n }),
          },
          { requiredKeys: [] },
        ),
        async (times, limit, refuses) => {
          const entries = times.map((at, index) => entry(at, String(index)));
          const { lines, overflows } = await readAll(
            lokiWith(entries, refuses),
            limit,
          );

          // Times with fewer lines than a page come whole; of the others it is said that some may be missing.
          const pageSize = Math.min(limit, refuses.limit ?? limit);
          const countOf = (at: number) =>
            times.filter(time => time === at).length;
          const whole = (line: string) =>
            countOf(times[Number(line)]) < pageSize;
          const expected = times
            .map((at, index) => ({ at, line: String(index) }))
            .sort((a, b) => a.at - b.at)
            .map(({ line }) => line);
          expect(lines.filter(whole)).toEqual(expected.filter(whole));
          expect(new Set(lines).size).toBe(lines.length);
          for (const at of times.filter(time => countOf(time) >= pageSize)) {
            const got = lines.filter(line => times[Number(line)] === at).length;
            expect(got).toBeGreaterThanOrEqual(pageSize);
            expect(
              got === countOf(at) ||
                overflows.includes(BigInt(at) * 1_000_000n),
            ).toBe(true);
          }
          const read = lines.map(line => times[Number(line)]);
          expect(read).toEqual([...read].sort((a, b) => a - b));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says where one time holds more lines than Loki gives out, and goes on behind it', async () => {
    const entries = [
      entry(1, 'a'),
      entry(2, 'b'),
      entry(2, 'c'),
      entry(2, 'd'),
      entry(3, 'e'),
    ];
    expect(await readAll(lokiWith(entries), 2)).toEqual({
      lines: ['a', 'b', 'c', 'e'],
      overflows: [2_000_000n],
    });
    expect(await readAll(lokiWith(entries), 4)).toMatchObject({
      overflows: [],
    });
  });

  it('does not ask where there is nothing to ask for', async () => {
    const never: AskForPage = async () => ({
      kind: 'refused',
      error: new Error('asked'),
    });
    expect(await readAll(never, 5, { start: 5n, end: 5n })).toMatchObject({
      lines: [],
    });
  });

  it('gives up when no range is short enough, and on what cannot be helped', async () => {
    await expect(readAll(lokiWith([], { span: 0n }), 5)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'the range is too long',
    });
    await expect(
      readAll(async () => ({ kind: 'refused', error: new Error('no') }), 5),
    ).rejects.toThrow('no');
  });
});
