import fc from 'fast-check';
import { backoffDelay } from './backoff';

describe('backoffDelay', () => {
  it('doubles with every failure up to the longest', () => {
    const delays = [1, 2, 3, 4, 5, 6].map(failures =>
      backoffDelay({ baseMs: 100, maxMs: 1000 }, failures, 0),
    );
    expect(delays).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('takes away up to a half by jitter and is never longer than the longest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const options = { baseMs: 800, maxMs: 30_000 };
          const full = backoffDelay(options, failures, 0);
          const delay = backoffDelay(options, failures, random);
          expect(delay).toBeLessThanOrEqual(full);
          expect(delay).toBeGreaterThanOrEqual(full / 2);
          expect(full).toBeLessThanOrEqual(30_000);
        },
      ),
    );
  });
});
