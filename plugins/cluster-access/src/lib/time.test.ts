import {
  countdownMark,
  formatCountdown,
  formatDateTime,
  formatDuration,
  formatUtc,
} from './time';

const now = Date.parse('2026-01-31T09:00:00.000Z');
const inSeconds = (seconds: number) =>
  new Date(now + seconds * 1000).toISOString();

describe('formatCountdown', () => {
  it.each([
    [7, '0:07'],
    [60, '1:00'],
    [14 * 60 + 32, '14:32'],
    [3600, '1:00:00'],
    [3600 + 5 * 60 + 9, '1:05:09'],
    [26 * 3600, '26:00:00'],
  ])('shows %d seconds as %s', (seconds, text) => {
    expect(formatCountdown(inSeconds(seconds), now)).toBe(text);
  });

  it('counts a second that has begun', () => {
    expect(formatCountdown(inSeconds(0.001), now)).toBe('0:01');
  });

  it('stays at zero when the time is over', () => {
    expect(formatCountdown(inSeconds(0), now)).toBe('0:00');
    expect(formatCountdown(inSeconds(-90), now)).toBe('0:00');
  });
});

describe('countdownMark', () => {
  it.each([
    [600, undefined],
    [300, 5],
    [61, 5],
    [60, 1],
    [1, 1],
    [0, 0],
    [-5, 0],
  ])('with %d seconds left tells of %p minutes', (seconds, mark) => {
    expect(countdownMark(inSeconds(seconds), now)).toBe(mark);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [900, '15 minutes'],
    [3600, '1 hour'],
    [5400, '1 hour 30 minutes'],
    [3605, '1 hour 5 seconds'],
  ])('says %d seconds as "%s"', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('speaks the language of the reader', () => {
    expect(formatDuration(5400, 'de')).toBe('1 Stunde 30 Minuten');
  });
});

describe('moments', () => {
  it('are shown in UTC for comparing with logs', () => {
    expect(formatUtc('2026-01-31T10:05:00.250+01:00')).toBe(
      '2026-01-31 09:05:00 UTC',
    );
  });

  it('are shown as the reader writes them, with seconds only where wanted', () => {
    const iso = '2026-01-31T12:05:09.000Z';
    expect(formatDateTime(iso, 'en-GB', { seconds: true })).toMatch(
      /^31 Jan 2026, \d\d:05:09$/,
    );
    expect(formatDateTime(iso, 'en-GB', { seconds: false })).toMatch(
      /^31 Jan 2026, \d\d:05$/,
    );
  });
});
