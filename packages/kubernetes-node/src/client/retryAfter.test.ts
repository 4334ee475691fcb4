import { retryAfterMs } from './retryAfter';

const options = {
  nowMs: Date.parse('2026-01-01T00:00:00Z'),
  maxMs: 30_000,
  random: 0,
};

it.each([
  ['3', 3000],
  [' 3 ', 3000],
  ['0', 0],
  ['Thu, 01 Jan 2026 00:00:07 GMT', 7000],
  ['3600', 30_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 1000],
  ['soon', 1000],
  ['', 1000],
  [undefined, 1000],
])('waits for %p as long as %d ms', (header, ms) => {
  expect(retryAfterMs(header, options)).toBe(ms);
});

it('spreads those who were told the same', () => {
  expect(retryAfterMs('2', { ...options, random: 0.5 })).toBe(2500);
});
