import type { StoredObject } from '../types';
import { Collection, keyOf } from './collection';
import type { StoreEvent } from './history';

/** Stored objects are shared: who changes one in place by mistake is told at once. */
function deepFreeze(value: object): void {
  Object.freeze(value);
  for (const child of Object.values(value)) {
    if (
      typeof child === 'object' &&
      child !== null &&
      !Object.isFrozen(child)
    ) {
      deepFreeze(child);
    }
  }
}

export type StoreListener = (event: StoreEvent) => void;

/**
 * Every object, under one counter of revisions. Stored objects are never changed in place, so that lists, watches and
 * history share them.
 */
export class Store {
  readonly #historyLimit: number;
  readonly #collections = new Map<string, Collection>();
  readonly #listeners = new Map<string, Set<StoreListener>>();
  readonly #pending: StoreEvent[] = [];
  #delivering = false;
  #revision = 1;

  /** @param options - `historyLimit`: how many events a type are kept for watches that begin in the past */
  constructor(options: { historyLimit: number }) {
    this.#historyLimit = options.historyLimit;
  }

  get revision(): number {
    return this.#revision;
  }

  collection(resource: string): Collection {
    let collection = this.#collections.get(resource);
    if (!collection) {
      collection = new Collection(this.#historyLimit, this.#revision);
      this.#collections.set(resource, collection);
    }
    return collection;
  }

  get(
    resource: string,
    name: string,
    namespace?: string,
  ): StoredObject | undefined {
    return this.collection(resource).get(keyOf(name, namespace));
  }

  list(resource: string, namespace?: string): StoredObject[] {
    return this.collection(resource).list(namespace);
  }

  /** Stores an object that belongs to the store from now on, and gives it its resourceVersion. */
  put(resource: string, object: StoredObject): StoredObject {
    const { metadata } = object;
    const previous = this.get(resource, metadata.name, metadata.namespace);
    this.#revision += 1;
    metadata.resourceVersion = String(this.#revision);
    deepFreeze(object);
    this.#record({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      revision: this.#revision,
      object,
      previous,
    });
    return object;
  }

  remove(resource: string, previous: StoredObject): StoredObject {
    this.#revision += 1;
    const object = {
      ...previous,
      metadata: {
        ...previous.metadata,
        resourceVersion: String(this.#revision),
      },
    };
    deepFreeze(object);
    this.#record({
      type: 'DELETED',
      resource,
      revision: this.#revision,
      object,
      previous,
    });
    return object;
  }

  /**
   * @param resource - one type, or `*` for all of them
   * @returns what ends it
   */
  subscribe(resource: string, listener: StoreListener): () => void {
    const listeners = this.#listeners.get(resource) ?? new Set();
    this.#listeners.set(resource, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Forgets all history, as a compaction of etcd does. */
  compact(): void {
    for (const collection of this.#collections.values()) {
      collection.history.compact(this.#revision);
    }
  }

  #record(event: StoreEvent): void {
    this.collection(event.resource).apply(event);
    this.#pending.push(event);
    // A listener may write: what that causes is delivered after this event has reached everyone.
    if (this.#delivering) {
      return;
    }
    this.#delivering = true;
    const failures: unknown[] = [];
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      this.#deliver(next, failures);
    }
    this.#delivering = false;
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  /** What one listener fails with must not keep the change from the others. */
  #deliver(event: StoreEvent, failures: unknown[]): void {
    for (const key of [event.resource, '*']) {
      for (const listener of this.#listeners.get(key) ?? []) {
        try {
          listener(event);
        } catch (error) {
          failures.push(error);
        }
      }
    }
  }
}
