import type { StoredObject } from '../types';
import { History, type StoreEvent } from './history';

export function keyOf(name: string, namespace: string | undefined): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** The objects of one type, in the order of their keys as etcd lists them. */
export class Collection {
  readonly history: History;
  readonly #objects = new Map<string, StoredObject>();
  #sortedKeys: string[] | undefined;

  constructor(historyLimit: number, revision: number) {
    this.history = new History(historyLimit, revision);
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  apply(event: StoreEvent): void {
    const { name, namespace } = event.object.metadata;
    const key = keyOf(name, namespace);
    if (event.type === 'DELETED') {
      this.#objects.delete(key);
      this.#sortedKeys = undefined;
    } else {
      if (!this.#objects.has(key)) {
        this.#sortedKeys = undefined;
      }
      this.#objects.set(key, event.object);
    }
    this.history.push(event);
  }

  list(namespace?: string): StoredObject[] {
    this.#sortedKeys ??= [...this.#objects.keys()].sort();
    const found: StoredObject[] = [];
    for (const key of this.#sortedKeys) {
      const object = this.#objects.get(key);
      if (
        object &&
        (namespace === undefined || object.metadata.namespace === namespace)
      ) {
        found.push(object);
      }
    }
    return found;
  }

  /** The list as it was at a revision: what happened since is undone. `undefined` when that is forgotten. */
  listAt(revision: number, namespace?: string): StoredObject[] | undefined {
    const events = this.history.since(revision);
    if (!events) {
      return undefined;
    }
    if (events.length === 0) {
      return this.list(namespace);
    }
    const past = new Map(this.#objects);
    for (const { type, object, previous } of events.reverse()) {
      const key = keyOf(object.metadata.name, object.metadata.namespace);
      if (type === 'ADDED' || !previous) {
        past.delete(key);
      } else {
        past.set(key, previous);
      }
    }
    return [...past.keys()]
      .sort()
      .flatMap(key => past.get(key) ?? [])
      .filter(
        ({ metadata }) =>
          namespace === undefined || metadata.namespace === namespace,
      );
  }
}
