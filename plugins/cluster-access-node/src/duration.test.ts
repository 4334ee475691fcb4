import { formatDuration, formatRoughDuration } from './duration';

describe('formatDuration', () => {
  it.each([
    [0, 'less than a second'],
    [1, '1 second'],
    [59.6, '1 minute'],
    [5400, '1 hour 30 minutes'],
    [86_400 * 2 + 3600 + 60, '2 days 1 hour'],
    [-5, 'less than a second'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatRoughDuration', () => {
  it.each([
    [3 * 86_400 + 7_000, '3 days'],
    [7_100, '1 hour'],
    [59, '59 seconds'],
    [0.2, 'less than a second'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatRoughDuration(seconds)).toBe(text);
  });
});
