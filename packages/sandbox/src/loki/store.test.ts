import fc from 'fast-check';
import { parseLogQuery } from './logql';
import { type Entry, LogStore } from './store';

const everything = { start: 0n, end: 1_000_000n };
const query = parseLogQuery('{app=~".+"}');

function entry(at: number | bigint, line: string): Entry {
  return { at: BigInt(at), line, visibleFrom: 0 };
}

describe('LogStore', () => {
  it('answers with what any order of pushes into any streams gives when sorted', () => {
    const pushes = fc.array(
      fc.record({
        app: fc.constantFrom('a', 'b', 'c'),
        at: fc.integer({ min: 0, max: 20 }),
        line: fc.constantFrom('x', 'y', 'z'),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        pushes,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (all, limit, one, other) => {
          const store = new LogStore();
          all.forEach(({ app, at, line }) =>
            store.push({ app }, [entry(at, line)]),
          );
          const range = {
            start: BigInt(Math.min(one, other)),
            end: BigInt(Math.max(one, other)),
          };
          const distinct = [
            ...new Set(
              all
                .filter(({ at }) => at >= range.start && at < range.end)
                .map(
                  ({ app, at, line }) =>
                    `${String(at).padStart(2, '0')} ${app} ${line}`,
                ),
            ),
          ].sort();
          for (const direction of ['forward', 'backward'] as const) {
            const found = store.query(query, range, {
              limit,
              direction,
              now: 0,
            });
            const times = found.map(({ at }) => Number(at));
            const expected = distinct.map(each => Number(each.slice(0, 2)));
            if (direction === 'backward') {
              expected.reverse();
            }
            expect(times).toEqual(expected.slice(0, limit));
            expect(
              new Set(
                found.map(
                  ({ at, labels, line }) => `${at} ${labels.app} ${line}`,
                ),
              ).size,
            ).toBe(found.length);
          }
        },
      ),
    );
  });

  it('keeps the order of pushing among equal times', () => {
    const store = new LogStore();
    store.push({ app: 'a' }, [
      entry(5, '1'),
      entry(5, '2'),
      entry(4, '0'),
      entry(5, '3'),
    ]);
    const lines = store
      .query(query, everything, { limit: 10, direction: 'forward', now: 0 })
      .map(({ line }) => line);
    expect(lines).toEqual(['0', '1', '2', '3']);
  });

  it('does not show what is not ingested yet', () => {
    const store = new LogStore();
    store.push({ app: 'a' }, [{ at: 1n, line: 'late', visibleFrom: 1000 }]);
    const options = { limit: 10, direction: 'forward' } as const;
    expect(store.query(query, everything, { ...options, now: 999 })).toEqual(
      [],
    );
    expect(
      store.query(query, everything, { ...options, now: 1000 }),
    ).toHaveLength(1);
  });

  it('reads a page of a million lines without looking at the others', () => {
    const store = new LogStore();
    store.push(
      { app: 'a' },
      Array.from({ length: 1_000_000 }, (_, index) =>
        entry(index, '{"a":"b"}'),
      ),
    );
    const page = store.query(
      query,
      { start: 500_000n, end: 1_000_000n },
      { limit: 5000, direction: 'forward', now: 0 },
    );
    expect(page).toHaveLength(5000);
    expect(page[0].at).toBe(500_000n);
    expect(store.scanned).toBeLessThanOrEqual(5001);
  });
});
