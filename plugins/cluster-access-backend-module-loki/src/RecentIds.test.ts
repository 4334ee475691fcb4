import { RecentIds } from './RecentIds';

describe('RecentIds', () => {
  it('knows what it has seen lately, and forgets the oldest', () => {
    const ids = new RecentIds(2);
    expect(['a', 'b', 'a', 'c', 'b', 'a'].map(id => ids.add(id))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});
