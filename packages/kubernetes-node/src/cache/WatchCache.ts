import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { BackoffOptions } from '../backoff';
import { type Clock, systemClock } from '../clock';
import type {
  KubernetesClient,
  KubernetesObject,
  ResourceType,
} from '../types';
import { type CacheSelection, CacheState } from './CacheState';
import type { CacheChange, IndexFunction } from './ObjectStore';
import { reflect } from './reflector';

/** @public */
export interface WatchCacheOptions<
  T extends KubernetesObject,
  I extends string = never,
> {
  client: Pick<KubernetesClient, 'list' | 'watch'>;
  type: ResourceType;
  logger: LoggerService;
  select?: CacheSelection;
  /** What `byIndex` finds objects by. A function that throws gives no values for that object. */
  indexes?: Record<I, IndexFunction<T>>;
  /**
   * Makes objects smaller before they are kept. Must leave `metadata`'s `name`, `namespace`, `uid` and
   * `resourceVersion` alone. Default: {@link withoutManagedFields}
   */
  transform?: (object: T) => T;
  /** Between attempts after a failure. Default: 800 ms to 30 s, as client-go's reflector */
  backoff?: BackoffOptions;
  clock?: Clock;
  /** Number in [0, 1), for jitter. */
  random?: () => number;
}

/**
 * The objects of one type in memory, kept true by list and watch. It never gives up: whatever fails is tried again, with
 * growing pauses, while the objects stay as they were last known; `ageSeconds` tells how old that knowledge is. Objects
 * are shared: do not change them.
 *
 * @public
 */
export class WatchCache<T extends KubernetesObject, I extends string = never> {
  private readonly state: CacheState<T>;
  private readonly clock: Clock;
  private readonly listeners = new Set<(change: CacheChange<T>) => void>();
  private readonly waiting = new Set<() => void>();
  private contact: { at: Date; monotonic: number } | undefined;

  constructor(private readonly options: WatchCacheOptions<T, I>) {
    this.clock = options.clock ?? systemClock;
    const indexes: Array<[string, IndexFunction<T>]> = Object.entries(
      options.indexes ?? {},
    );
    this.state = new CacheState<T>(
      options.select ?? {},
      Object.fromEntries(
        indexes.map(([name, valuesOf]) => [
          name,
          object =>
            this.attempt(`The index '${name}'`, () => valuesOf(object)) ?? [],
        ]),
      ),
    );
  }

  /** Lists and watches until the signal aborts; call it once. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { client, type, select = {}, logger } = this.options;
    await reflect<T>(
      {
        client,
        type,
        select,
        backoff: this.options.backoff ?? { baseMs: 800, maxMs: 30_000 },
        clock: this.clock,
        random: this.options.random ?? Math.random,
        position: () => this.state.position,
        onList: list => {
          this.touch();
          const items = list.items.map(object => this.shrink(object));
          this.tell(this.state.replace({ ...list, items }));
          this.waiting.forEach(resolve => resolve());
        },
        onEvent: event => {
          this.touch();
          const small =
            event.type === 'BOOKMARK'
              ? event
              : { ...event, object: this.shrink(event.object) };
          this.tell(this.state.apply(small));
        },
        onWatchEnd: () => this.touch(),
        onFailure: (error, retryInMs) =>
          logger.warn(
            `Watching ${type.plural} failed, trying again in ${Math.round(
              retryInMs,
            )} ms: ${stringifyError(error)}`,
          ),
      },
      signal,
    );
  }

  /** Whether the objects were listed at least once. */
  hasSynced(): boolean {
    return this.state.position !== undefined;
  }

  /** Resolves as soon as the cache has synced; rejects with the signal's reason when it aborts before. */
  waitForSync(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.hasSynced()) {
        resolve();
        return;
      }
      const onSync = () => {
        this.waiting.delete(onSync);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      function onAbort() {
        reject(signal?.reason);
      }
      if (signal?.aborted) {
        onAbort();
        return;
      }
      this.waiting.add(onSync);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** @param namespace - `undefined` for cluster-wide types */
  get(namespace: string | undefined, name: string): T | undefined {
    return this.state.store.get(namespace, name);
  }

  getByUid(uid: string): T | undefined {
    return this.state.store.getByUid(uid);
  }

  list(): T[] {
    return this.state.store.list();
  }

  byIndex(index: I, value: string): T[] {
    return this.state.store.byIndex(index, value);
  }

  /**
   * Calls the listener with every change from now on; what is in the cache already is not told again. What it throws is
   * logged.
   *
   * @returns what ends it
   */
  onChange(listener: (change: CacheChange<T>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** When the API server was last heard of: a list, an event, a bookmark, the orderly end of a watch. */
  get lastEventAt(): Date | undefined {
    return this.contact?.at;
  }

  /** Seconds since then; more than 90 means trouble. `Infinity` before the first time. */
  ageSeconds(): number {
    return this.contact
      ? (this.clock.monotonic() - this.contact.monotonic) / 1000
      : Infinity;
  }

  /**
   * Takes the API server's answer to a write of one's own into the cache, so that the writer reads it at once and not
   * only when the watch delivers it. It is taken only when it is provably newer than everything the watch has delivered
   * (see the README); otherwise it is left to the watch, which is right, only later.
   *
   * @returns whether it was taken
   */
  observeWrite(object: T): boolean {
    const changes = this.state.observeWrite(this.shrink(object));
    this.tell(changes ?? []);
    return changes !== undefined;
  }

  private touch(): void {
    this.contact = {
      at: new Date(this.clock.now()),
      monotonic: this.clock.monotonic(),
    };
  }

  private shrink(object: T): T {
    const transform = this.options.transform ?? withoutManagedFields;
    return this.attempt('The transform', () => transform(object)) ?? object;
  }

  private tell(changes: Array<CacheChange<T>>): void {
    for (const change of changes) {
      for (const listener of [...this.listeners]) {
        this.attempt('A listener', () => listener(change));
      }
    }
  }

  /** Code of others must not stop the cache. */
  private attempt<R>(what: string, run: () => R): R | undefined {
    try {
      return run();
    } catch (error) {
      const { plural } = this.options.type;
      this.options.logger.error(
        `${what} of the cache of ${plural} failed: ${stringifyError(error)}`,
      );
      return undefined;
    }
  }
}

/** The default transform: `managedFields` is often the larger half of an object, and no controller reads it. @public */
export function withoutManagedFields<T extends KubernetesObject>(object: T): T {
  const { managedFields, ...metadata } = object.metadata;
  return managedFields === undefined ? object : { ...object, metadata };
}
