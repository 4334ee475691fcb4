import fc from 'fast-check';
import type { StoredObject } from '../types';
import { Store } from './store';

function object(
  name: string,
  data: string,
  namespace = 'default',
): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      uid: name,
      resourceVersion: '',
      creationTimestamp: '',
    },
    data,
  };
}

const contents = (objects: StoredObject[] | undefined) =>
  objects?.map(
    ({ metadata, data }) => `${metadata.namespace}/${metadata.name}=${data}`,
  );

/** A write: a name is set to a value, or removed. */
const write = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  namespace: fc.constantFrom('x', 'y'),
  data: fc.option(fc.string(), { nil: undefined }),
});

function perform(
  store: Store,
  { name, namespace, data }: { name: string; namespace: string; data?: string },
) {
  const present = store.get('configmaps', name, namespace);
  if (data !== undefined) {
    store.put('configmaps', object(name, data, namespace));
  } else if (present) {
    store.remove('configmaps', present);
  }
}

describe('The store', () => {
  it('counts revisions over all types', () => {
    const store = new Store({ historyLimit: 10 });
    const first = store.put('configmaps', object('a', '1'));
    const second = store.put('secrets', object('b', '1'));
    expect(Number(second.metadata.resourceVersion)).toBe(
      Number(first.metadata.resourceVersion) + 1,
    );
    expect(store.revision).toBe(Number(second.metadata.resourceVersion));
  });

  it('lists in the order of namespace and name', () => {
    const store = new Store({ historyLimit: 10 });
    store.put('configmaps', object('b', '', 'x'));
    store.put('configmaps', object('a', '', 'y'));
    store.put('configmaps', object('a', '', 'x'));
    expect(contents(store.list('configmaps'))).toEqual([
      'x/a=',
      'x/b=',
      'y/a=',
    ]);
    expect(contents(store.list('configmaps', 'y'))).toEqual(['y/a=']);
  });

  it('shows every list of the past as it was', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), writes => {
        const store = new Store({ historyLimit: 1_000 });
        const collection = store.collection('configmaps');
        const seen = [
          { revision: store.revision, list: contents(collection.list()) },
        ];
        for (const each of writes) {
          perform(store, each);
          seen.push({
            revision: store.revision,
            list: contents(collection.list()),
          });
        }
        for (const { revision, list } of seen) {
          expect(contents(collection.listAt(revision))).toEqual(list);
        }
      }),
    );
  });

  it('tells in events how any list becomes the present one', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = new Store({ historyLimit: 1_000 });
        before.forEach(each => perform(store, each));
        const { revision } = store;
        const copy = new Map(
          store
            .list('configmaps')
            .map(item => [item.metadata.uid + item.metadata.namespace, item]),
        );
        after.forEach(each => perform(store, each));
        for (const event of store
          .collection('configmaps')
          .history.since(revision) ?? []) {
          const key =
            event.object.metadata.uid + event.object.metadata.namespace;
          if (event.type === 'DELETED') {
            copy.delete(key);
          } else {
            copy.set(key, event.object);
          }
        }
        expect(contents([...copy.values()])?.sort()).toEqual(
          contents(store.list('configmaps'))?.sort(),
        );
      }),
    );
  });

  it('forgets what is over its limit, and says so', () => {
    const store = new Store({ historyLimit: 3 });
    const { revision } = store;
    const { history } = store.collection('configmaps');
    for (let time = 0; time < 10; time += 1) {
      store.put('configmaps', object('a', String(time)));
    }
    expect(history.since(revision)).toBeUndefined();
    expect(history.since(store.revision - 3)).toHaveLength(3);
    store.compact();
    expect(history.since(store.revision - 1)).toBeUndefined();
    expect(history.since(store.revision)).toEqual([]);
  });
});

describe('Listeners', () => {
  it('all hear of a change, even when one of them fails', () => {
    const store = new Store({ historyLimit: 10 });
    const heard: string[] = [];
    store.subscribe('configmaps', () => {
      throw new TypeError('broken listener');
    });
    store.subscribe('configmaps', ({ object: { metadata } }) =>
      heard.push(metadata.name),
    );
    expect(() => store.put('configmaps', object('a', ''))).toThrow(
      'broken listener',
    );
    expect(() => store.put('configmaps', object('b', ''))).toThrow(
      'broken listener',
    );
    expect(heard).toEqual(['a', 'b']);
  });

  it('cannot change what is stored', () => {
    const store = new Store({ historyLimit: 10 });
    store.subscribe('configmaps', event => {
      event.object.metadata.name = 'other';
    });
    expect(() => store.put('configmaps', object('a', ''))).toThrow(TypeError);
    expect(store.get('configmaps', 'a', 'default')?.metadata.name).toBe('a');
  });
});
