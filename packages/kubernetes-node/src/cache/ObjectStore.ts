import type { KubernetesObject } from '../types';

/** What changed in a cache. @public */
export type CacheChange<T> =
  | { type: 'ADDED'; object: T; previous?: undefined }
  | { type: 'MODIFIED'; object: T; previous: T }
  /** `object` is the last that was heard of it. */
  | { type: 'DELETED'; object: T; previous: T };

/** Which index values an object has. @public */
export type IndexFunction<T> = (object: T) => string[];

/** Objects of one type in memory, found by name, by UID and by indexes. Answers every change with what changed. */
export class ObjectStore<T extends KubernetesObject> {
  private readonly objects = new Map<string, T>();
  private readonly byUid = new Map<string, T>();
  private readonly indexed: Map<string, Map<string, Set<T>>>;

  constructor(private readonly indexes: Record<string, IndexFunction<T>>) {
    this.indexed = new Map(Object.keys(indexes).map(name => [name, new Map()]));
  }

  get(namespace: string | undefined, name: string): T | undefined {
    return this.objects.get(keyOf({ namespace, name }));
  }

  /** The object that has the same name, whether it is the same one or not. */
  namesake(object: T): T | undefined {
    return this.objects.get(keyOf(object.metadata));
  }

  getByUid(uid: string): T | undefined {
    return this.byUid.get(uid);
  }

  list(): T[] {
    return [...this.objects.values()];
  }

  byIndex(index: string, value: string): T[] {
    return [...(this.indexed.get(index)?.get(value) ?? [])];
  }

  /** Another object of the same name (deleted and created again) is a deletion and an addition. */
  put(object: T): Array<CacheChange<T>> {
    const previous = this.namesake(object);
    if (previous && previous.metadata.uid !== object.metadata.uid) {
      return [...this.remove(previous), ...this.put(object)];
    }
    if (previous) {
      this.unlink(previous);
    }
    this.link(object);
    if (!previous) {
      return [{ type: 'ADDED', object }];
    }
    return previous.metadata.resourceVersion === object.metadata.resourceVersion
      ? []
      : [{ type: 'MODIFIED', object, previous }];
  }

  /** Removes the object with this name and UID. */
  remove(object: T): Array<CacheChange<T>> {
    const previous = this.namesake(object);
    if (!previous || previous.metadata.uid !== object.metadata.uid) {
      return [];
    }
    this.unlink(previous);
    return [{ type: 'DELETED', object, previous }];
  }

  /** Makes these the objects, except that those to keep stay as they are. */
  replaceAll(
    objects: T[],
    keep: (existing: T) => boolean,
  ): Array<CacheChange<T>> {
    const changes: Array<CacheChange<T>> = [];
    const listed = new Set(objects.map(object => keyOf(object.metadata)));
    for (const existing of this.list()) {
      if (!listed.has(keyOf(existing.metadata)) && !keep(existing)) {
        changes.push(...this.remove(existing));
      }
    }
    for (const object of objects) {
      const existing = this.namesake(object);
      if (!existing || !keep(existing)) {
        changes.push(...this.put(object));
      }
    }
    return changes;
  }

  private link(object: T): void {
    this.objects.set(keyOf(object.metadata), object);
    if (object.metadata.uid) {
      this.byUid.set(object.metadata.uid, object);
    }
    for (const [name, valuesOf] of Object.entries(this.indexes)) {
      const index = this.indexed.get(name);
      for (const value of valuesOf(object)) {
        const holders = index?.get(value) ?? new Set();
        index?.set(value, holders.add(object));
      }
    }
  }

  private unlink(object: T): void {
    this.objects.delete(keyOf(object.metadata));
    if (object.metadata.uid) {
      this.byUid.delete(object.metadata.uid);
    }
    for (const [name, valuesOf] of Object.entries(this.indexes)) {
      const index = this.indexed.get(name);
      for (const value of valuesOf(object)) {
        const holders = index?.get(value);
        holders?.delete(object);
        if (holders?.size === 0) {
          index?.delete(value);
        }
      }
    }
  }
}

/** A name holds no slash, so a key is unambiguous. */
function keyOf({
  namespace,
  name,
}: {
  namespace?: string;
  name?: string;
}): string {
  return `${namespace ?? ''}/${name ?? ''}`;
}
