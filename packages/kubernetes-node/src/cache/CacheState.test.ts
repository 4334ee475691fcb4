import fc from 'fast-check';
import type { KubernetesObject, WatchEvent } from '../types';
import { CacheState } from './CacheState';
import type { CacheChange } from './ObjectStore';

interface Item extends KubernetesObject {
  color?: string;
}

function item(
  name: string,
  resourceVersion: string | number,
  uid = `uid-${name}`,
  color?: string,
): Item {
  const metadata = {
    name,
    namespace: 'ns',
    uid,
    resourceVersion: String(resourceVersion),
  };
  return { apiVersion: 'v1', kind: 'Item', metadata, color };
}

function list(resourceVersion: number, ...items: Item[]) {
  return { items, resourceVersion: String(resourceVersion) };
}

function brief(changes: Array<CacheChange<Item>> | undefined) {
  return changes?.map(
    ({ type, object: { metadata } }) =>
      `${type} ${metadata.name} ${metadata.uid?.split('-')[1]} ${
        metadata.resourceVersion
      }`,
  );
}

function contents(state: CacheState<Item>) {
  return state.store
    .list()
    .map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`)
    .sort();
}

describe('a list', () => {
  it('tells what it changes, deletions first', () => {
    const state = new CacheState<Item>({}, {});
    expect(
      brief(state.replace(list(10, item('a', 1), item('b', 2), item('c', 3)))),
    ).toEqual(['ADDED a a 1', 'ADDED b b 2', 'ADDED c c 3']);
    expect(
      brief(
        state.replace(
          list(20, item('b', 2), item('c', 15, 'uid-new'), item('d', 16)),
        ),
      ),
    ).toEqual([
      'DELETED a a 1',
      'DELETED c c 3',
      'ADDED c new 15',
      'ADDED d d 16',
    ]);
    expect(state.position).toBe('20');
  });

  it('that is older than what was seen means a restored backup, and is the truth', () => {
    const state = new CacheState<Item>({}, {});
    state.replace(list(100, item('a', 90), item('b', 95)));
    state.observeWrite(item('c', 120));
    expect(brief(state.replace(list(50, item('a', 40))))).toEqual([
      'DELETED b b 95',
      'DELETED c c 120',
      'MODIFIED a a 40',
    ]);
  });
});

describe('an event', () => {
  it('for another object of the same name is a deletion and an addition', () => {
    const state = new CacheState<Item>({}, {});
    state.replace(list(10, item('a', 1)));
    expect(
      brief(state.apply({ type: 'ADDED', object: item('a', 12, 'uid-new') })),
    ).toEqual(['DELETED a a 1', 'ADDED a new 12']);
    expect(
      brief(state.apply({ type: 'DELETED', object: item('a', 13, 'uid-old') })),
    ).toEqual([]);
    expect(state.position).toBe('13');
  });

  it('moves the position, as a bookmark does', () => {
    const state = new CacheState<Item>({}, {});
    state.replace(list(10));
    state.apply({ type: 'ADDED', object: item('a', 12) });
    expect(state.position).toBe('12');
    state.apply({ type: 'BOOKMARK', resourceVersion: '30' });
    expect(state.position).toBe('30');
  });
});

describe('a write of our own', () => {
  function synced() {
    const state = new CacheState<Item>({}, {});
    state.replace(list(10, item('a', 5)));
    return state;
  }

  it('is read at once, and its event says nothing new', () => {
    const state = synced();
    expect(brief(state.observeWrite(item('a', 12)))).toEqual([
      'MODIFIED a a 12',
    ]);
    expect(brief(state.observeWrite(item('b', 13)))).toEqual(['ADDED b b 13']);
    expect(
      brief(state.apply({ type: 'MODIFIED', object: item('a', 11) })),
    ).toEqual([]);
    expect(
      brief(state.apply({ type: 'MODIFIED', object: item('a', 12) })),
    ).toEqual([]);
    expect(contents(state)).toEqual(['a 12', 'b 13']);
  });

  it('that the watch is past is not taken: the object may be gone since', () => {
    const state = synced();
    state.apply({ type: 'ADDED', object: item('b', 12) });
    state.apply({ type: 'DELETED', object: item('b', 14) });
    expect(state.observeWrite(item('b', 12))).toBeUndefined();
    expect(contents(state)).toEqual(['a 5']);
  });

  it('outlives a list that is older than it', () => {
    const state = synced();
    state.observeWrite(item('b', 15));
    expect(brief(state.replace(list(12, item('a', 5))))).toEqual([]);
    expect(contents(state)).toEqual(['a 5', 'b 15']);
    expect(brief(state.replace(list(16, item('a', 5))))).toEqual([
      'DELETED b b 15',
    ]);
  });

  it('is left to the watch before the first list, and where versions have no order', () => {
    const state = new CacheState<Item>({}, {});
    expect(state.observeWrite(item('a', 5))).toBeUndefined();
    state.replace({ items: [], resourceVersion: 'opaque' });
    expect(state.observeWrite(item('a', 5))).toBeUndefined();
    expect(synced().observeWrite(item('a', 'opaque'))).toBeUndefined();
  });

  it('is taken only where the object belongs', () => {
    const one = new CacheState<Item>({ namespace: 'other' }, {});
    one.replace(list(10));
    expect(one.observeWrite(item('a', 12))).toBeUndefined();
    const two = new CacheState<Item>({ labelSelector: 'x=y' }, {});
    two.replace(list(10, item('a', 5)));
    expect(two.observeWrite(item('b', 12))).toBeUndefined();
    expect(two.observeWrite(item('a', 12))).toHaveLength(1);
  });
});

it('keeps indexes true', () => {
  const state = new CacheState<Item>(
    {},
    { color: ({ color }) => (color ? [color] : []) },
  );
  const names = (color: string) =>
    state.store.byIndex('color', color).map(o => o.metadata.name);
  state.replace(
    list(10, item('a', 1, 'uid-a', 'red'), item('b', 2, 'uid-b', 'red')),
  );
  expect(names('red')).toEqual(['a', 'b']);
  state.apply({ type: 'MODIFIED', object: item('a', 11, 'uid-a', 'blue') });
  expect([names('red'), names('blue')]).toEqual([['b'], ['a']]);
  state.apply({ type: 'DELETED', object: item('b', 12, 'uid-b', 'green') });
  expect([names('red'), names('green'), names('unknown')]).toEqual([
    [],
    [],
    [],
  ]);
  expect(state.store.getByUid('uid-a')?.color).toBe('blue');
  expect(state.store.getByUid('uid-b')).toBeUndefined();
});

/** A server with a history, of which a watch delivers a growing part. */
function simulate(steps: number[]) {
  const history: WatchEvent<Item>[] = [];
  const live = new Map<string, Item>();
  const state = new CacheState<Item>(
    {},
    { even: o => [String(Number(o.metadata.resourceVersion) % 2)] },
  );
  const told = new Map<string, Item>();
  let version = 10;
  let delivered = 0;
  const tell = (changes: Array<CacheChange<Item>> = []) => {
    for (const { type, object } of changes) {
      const { name = '', uid } = object.metadata;
      const before = told.get(name);
      if (type === 'DELETED') {
        expect(before?.metadata.uid).toBe(uid);
        told.delete(name);
      } else {
        expect(before?.metadata.uid).toBe(type === 'ADDED' ? undefined : uid);
        expect(Number(object.metadata.resourceVersion)).toBeGreaterThan(
          Number(before?.metadata.resourceVersion ?? 0),
        );
        told.set(name, object);
      }
    }
  };
  const deliver = () => {
    const event = history[delivered];
    if (event) {
      delivered++;
      tell(state.apply(event));
    }
  };
  const relist = () => {
    tell(
      state.replace({
        items: [...live.values()],
        resourceVersion: String(version),
      }),
    );
    delivered = history.length;
  };
  relist();
  for (const step of steps) {
    const name = 'abc'[step % 3];
    const existing = live.get(name);
    switch (Math.floor(step / 3) % 6) {
      case 0: // a change whose writer tells the cache
      case 1: {
        const uid = existing?.metadata.uid ?? `uid-${version}`;
        const object = item(name, ++version, uid);
        live.set(name, object);
        history.push({ type: existing ? 'MODIFIED' : 'ADDED', object });
        if (step % 2) {
          tell(state.observeWrite(object));
        }
        break;
      }
      case 2:
        if (existing) {
          live.delete(name);
          history.push({
            type: 'DELETED',
            object: item(name, ++version, existing.metadata.uid),
          });
        }
        break;
      case 3: // the answer to an old write arrives late
        for (const event of history.slice(-3)) {
          if (event.type === 'ADDED' || event.type === 'MODIFIED') {
            tell(state.observeWrite(event.object));
          }
        }
        break;
      case 4:
        deliver();
        break;
      default:
        if (step % 7 === 0) {
          relist();
        }
    }
  }
  while (delivered < history.length) {
    deliver();
  }
  return { state, live, told };
}

it('ends up with what the server has, however writes, events and lists mingle', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 60 }), steps => {
      const { state, live, told } = simulate(steps);
      const expected = [...live.values()].map(
        o => `${o.metadata.name} ${o.metadata.resourceVersion}`,
      );
      expect(contents(state)).toEqual(expected.sort());
      expect(new Set(told.keys())).toEqual(new Set(live.keys()));
      const indexed = [
        ...state.store.byIndex('even', '0'),
        ...state.store.byIndex('even', '1'),
      ];
      expect(indexed).toHaveLength(live.size);
    }),
    { numRuns: 500 },
  );
});
