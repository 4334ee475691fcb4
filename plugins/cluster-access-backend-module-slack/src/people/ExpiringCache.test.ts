import { ExpiringCache } from './ExpiringCache';

describe('ExpiringCache', () => {
  let now = new Date(0);
  const cache = new ExpiringCache<string>({
    keptMs: 1000,
    maximum: 2,
    now: () => now,
  });

  it('keeps a value for a while', () => {
    cache.set('a', 'A');
    now = new Date(999);
    expect(cache.get('a')).toBe('A');
    now = new Date(1000);
    expect(cache.get('a')).toBeUndefined();
  });

  it('never holds more than its limit', () => {
    cache.set('b', 'B');
    cache.set('c', 'C');
    cache.set('d', 'D');
    expect(['b', 'c', 'd'].filter(key => cache.get(key))).toEqual(['c', 'd']);
  });
});
