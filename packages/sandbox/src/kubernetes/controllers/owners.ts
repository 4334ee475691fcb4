import { keyOf, type Store, type StoreEvent } from '../store';
import type { StoredObject } from '../types';

/** Where an object is stored. */
export interface Location {
  resource: string;
  name: string;
  namespace?: string;
}

export type OwnerReference = NonNullable<
  StoredObject['metadata']['ownerReferences']
>[number];

export function ownersOf(object: StoredObject | undefined): OwnerReference[] {
  return object?.metadata.ownerReferences ?? [];
}

export function locationOf({ resource, object }: StoreEvent): Location {
  const { name, namespace } = object.metadata;
  return { resource, name, namespace };
}

/** Which objects name which owner, by the owner's UID. */
export class Dependents {
  readonly #byOwner = new Map<string, Map<string, Location>>();
  readonly #alive = new Set<string>();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  record(event: StoreEvent): void {
    const location = locationOf(event);
    const key = `${location.resource}/${keyOf(
      location.name,
      location.namespace,
    )}`;
    const { uid } = event.object.metadata;
    ownersOf(event.previous).forEach(owner => this.#forget(owner.uid, key));
    if (event.type === 'DELETED') {
      this.#alive.delete(uid);
      return;
    }
    this.#alive.add(uid);
    for (const owner of ownersOf(event.object)) {
      const dependents =
        this.#byOwner.get(owner.uid) ?? new Map<string, Location>();
      this.#byOwner.set(owner.uid, dependents.set(key, location));
    }
  }

  isAlive(uid: string): boolean {
    return this.#alive.has(uid);
  }

  of(uid: string): Array<{ location: Location; object: StoredObject }> {
    return [...(this.#byOwner.get(uid)?.values() ?? [])].flatMap(location => {
      const object = this.#store.get(
        location.resource,
        location.name,
        location.namespace,
      );
      return object ? [{ location, object }] : [];
    });
  }

  #forget(owner: string, key: string): void {
    const dependents = this.#byOwner.get(owner);
    dependents?.delete(key);
    if (dependents?.size === 0) {
      this.#byOwner.delete(owner);
    }
  }
}
