import { median, percentile, summarize } from './statistics';

it('takes percentiles by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(summarize([...hundred].reverse())).toEqual({
    count: 100,
    mean: 50.5,
    p50: 50,
    p90: 90,
    p95: 95,
    p99: 99,
    max: 100,
  });
  expect(summarize([7])).toMatchObject({ p50: 7, p99: 7, max: 7 });
  expect(percentile([1, 2, 3, 4], 51)).toBe(3);
  expect(median([3, 1, 2])).toBe(2);
});

it('says nothing about nothing', () => {
  expect(() => summarize([])).toThrow('no percentile of nothing');
});
