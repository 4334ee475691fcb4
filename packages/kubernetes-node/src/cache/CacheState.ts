import type { KubernetesList, KubernetesObject, WatchEvent } from '../types';
import {
  type CacheChange,
  type IndexFunction,
  ObjectStore,
} from './ObjectStore';
import { compareResourceVersions } from './resourceVersion';

/** Which objects of a type a cache holds; default: all of them. @public */
export interface CacheSelection {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/**
 * What a cache knows, and how lists, events and own writes change it. A write of one's own may be ahead of the watch; all
 * rules here keep an object from going back in time because of it.
 */
export class CacheState<T extends KubernetesObject> {
  readonly store: ObjectStore<T>;
  private seen: string | undefined;

  constructor(
    private readonly select: CacheSelection,
    indexes: Record<string, IndexFunction<T>>,
  ) {
    this.store = new ObjectStore<T>(indexes);
  }

  /** Everything that happened up to this resourceVersion is in the store. `undefined` before the first list. */
  get position(): string | undefined {
    return this.seen;
  }

  /**
   * A new list is the truth, except for own writes that are newer than it. When it is older than what was seen already,
   * the API server's history went back (restored from a backup): then nothing that was seen holds any more.
   */
  replace(list: KubernetesList<T>): Array<CacheChange<T>> {
    const wentBack = isOlder(list.resourceVersion, this.seen);
    this.seen = list.resourceVersion;
    return this.store.replaceAll(
      list.items,
      existing =>
        !wentBack &&
        isOlder(list.resourceVersion, existing.metadata.resourceVersion),
    );
  }

  apply(event: WatchEvent<T>): Array<CacheChange<T>> {
    if (event.type === 'BOOKMARK') {
      this.seen = event.resourceVersion || this.seen;
      return [];
    }
    const { object } = event;
    const version = object.metadata.resourceVersion;
    this.seen = version ?? this.seen;
    if (
      isOlder(version, this.store.namesake(object)?.metadata.resourceVersion)
    ) {
      return []; // an own write is ahead, and its own event is still to come
    }
    return event.type === 'DELETED'
      ? this.store.remove(object)
      : this.store.put(object);
  }

  /**
   * Takes the answer to a write of one's own when it is provably newer than everything seen: then whatever happened to the
   * object since (even its deletion) is still to come through the watch. With a selector, only known objects are taken,
   * since it cannot be told whether others belong here, and nothing would ever remove one that does not.
   *
   * @returns `undefined` when it was not taken
   */
  observeWrite(object: T): Array<CacheChange<T>> | undefined {
    const { uid, namespace, resourceVersion } = object.metadata;
    const known = this.store.namesake(object);
    const selected =
      this.select.labelSelector || this.select.fieldSelector
        ? known !== undefined && known.metadata.uid === uid
        : this.select.namespace === undefined ||
          this.select.namespace === namespace;
    const newer =
      isOlder(this.seen, resourceVersion) &&
      (!known || isOlder(known.metadata.resourceVersion, resourceVersion));
    return selected && newer ? this.store.put(object) : undefined;
  }
}

/** Whether `a` is provably older than `b`. */
function isOlder(a: string | undefined, b: string | undefined): boolean {
  const order = compareResourceVersions(a, b);
  return order !== undefined && order < 0;
}
