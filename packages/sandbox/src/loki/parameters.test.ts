import {
  parseDirection,
  parseLimit,
  parseRange,
  parseTime,
} from './parameters';

describe('parseTime', () => {
  it.each([
    ['1759536000', 1_759_536_000_000_000_000n],
    ['1759536000123456789', 1_759_536_000_123_456_789n],
    ['1759536000.25', 1_759_536_000_250_000_000n],
    ['2025-10-04T00:00:00Z', 1_759_536_000_000_000_000n],
    ['2025-10-04T02:00:00.123456789+02:00', 1_759_536_000_123_456_789n],
  ])('reads %s', (value, expected) => {
    expect(parseTime(value, 0n)).toBe(expected);
  });

  it('falls back where nothing is given, and refuses what is no time', () => {
    expect(parseTime(undefined, 5n)).toBe(5n);
    expect(parseTime('', 5n)).toBe(5n);
    expect(() => parseTime('yesterday', 0n)).toThrow('parsing "yesterday"');
  });
});

describe('parseRange', () => {
  it('is the last hour by default', () => {
    const range = parseRange({}, 1_759_536_000_000);
    expect(range.end - range.start).toBe(3_600_000_000_000n);
    expect(range.end).toBe(1_759_536_000_000_000_000n);
  });

  it('refuses an end before its start', () => {
    expect(() => parseRange({ start: '20', end: '10' }, 0)).toThrow(
      'end timestamp',
    );
  });
});

describe('parseLimit', () => {
  it('is 100 by default and at most what one query may have', () => {
    expect(parseLimit(undefined, 5000)).toBe(100);
    expect(parseLimit('5000', 5000)).toBe(5000);
    expect(() => parseLimit('5001', 5000)).toThrow(
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    );
    expect(() => parseLimit('0', 5000)).toThrow(
      'limit must be a positive value',
    );
    expect(() => parseLimit('many', 5000)).toThrow('strconv.Atoi');
  });
});

describe('parseDirection', () => {
  it('is backward by default', () => {
    expect([undefined, 'FORWARD', 'backward'].map(parseDirection)).toEqual([
      'backward',
      'forward',
      'backward',
    ]);
    expect(() => parseDirection('up')).toThrow("invalid direction 'up'");
  });
});
