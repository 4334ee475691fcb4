import { backoffDelay, type BackoffOptions } from '../backoff';
import { isKubernetesRequestError } from '../client/errors';
import { type Clock, sleep } from '../clock';
import type {
  KubernetesClient,
  KubernetesList,
  KubernetesObject,
  ResourceType,
  WatchEvent,
} from '../types';
import type { CacheSelection } from './CacheState';

/** Where a reflector gets objects and where it puts them. */
export interface ReflectorOptions<T extends KubernetesObject> {
  client: Pick<KubernetesClient, 'list' | 'watch'>;
  type: ResourceType;
  select: CacheSelection;
  backoff: BackoffOptions;
  clock: Clock;
  /** Number in [0, 1). */
  random: () => number;
  /** From where a watch goes on; `undefined` before the first list. */
  position(): string | undefined;
  onList(list: KubernetesList<T>): void;
  onEvent(event: WatchEvent<T>): void;
  /** The server ended a watch in good order. */
  onWatchEnd(): void;
  /** @param retryInMs - until the next attempt */
  onFailure(error: unknown, retryInMs: number): void;
}

/** After so many failures in a row the truth is listed anew, whatever it was that failed. */
const FAILURES_BEFORE_LIST = 5;

/** A watch that ends sooner without having said anything counts as a failure. */
const SHORTEST_WATCH_MS = 1000;

/**
 * For how long a watch is asked for, seconds; up to a third more by chance. Short, because its end is a sign of life that
 * every API server gives: old ones send a bookmark only right before it. Shorter than the client's idle timeout.
 */
const WATCH_SECONDS = 60;

/** Lists and watches until the signal aborts, through every failure. Never rejects. */
export async function reflect<T extends KubernetesObject>(
  options: ReflectorOptions<T>,
  signal: AbortSignal,
): Promise<void> {
  const { backoff, clock, random } = options;
  let failures = 0;
  let listNext = true;
  let positionLost = false;
  const onHealthy = () => {
    failures = 0;
  };
  while (!signal.aborted) {
    try {
      if (listNext) {
        await list(
          options,
          positionLost ? undefined : options.position() ?? '0',
          signal,
        );
        listNext = false;
        positionLost = false;
      }
      await watch(options, signal, onHealthy);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      failures++;
      positionLost ||= isPositionLost(error);
      listNext ||=
        positionLost || isRefusal(error) || failures >= FAILURES_BEFORE_LIST;
      // an expired position is everyday business: list again at once, unless that is what keeps failing
      const delay =
        positionLost && failures === 1
          ? 0
          : backoffDelay(backoff, failures, random());
      options.onFailure(error, delay);
      await sleep(clock, delay, signal);
    }
  }
}

/**
 * @param resourceVersion - `'0'`: from the API server's cache, which is fast and does not load etcd; another one: not
 * older than that, so that time does not go back when another API server answers; `undefined`: the newest there is
 */
async function list<T extends KubernetesObject>(
  { client, type, select, onList }: ReflectorOptions<T>,
  resourceVersion: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  let page = await client.list<T>(type, { ...select, resourceVersion, signal });
  let items = page.items;
  while (page.continue) {
    page = await client.list<T>(type, {
      ...select,
      continue: page.continue,
      signal,
    });
    items = items.concat(page.items);
  }
  onList({ items, resourceVersion: page.resourceVersion });
}

async function watch<T extends KubernetesObject>(
  options: ReflectorOptions<T>,
  signal: AbortSignal,
  onHealthy: () => void,
): Promise<void> {
  const { client, type, select, clock, random } = options;
  const start = clock.monotonic();
  let silent = true;
  const events = client.watch<T>(
    type,
    {
      ...select,
      resourceVersion: options.position(),
      timeoutSeconds: Math.round(WATCH_SECONDS * (1 + random() / 3)),
    },
    signal,
  );
  for await (const event of events) {
    silent = false;
    onHealthy();
    options.onEvent(event);
  }
  if (
    silent &&
    clock.monotonic() - start < SHORTEST_WATCH_MS &&
    !signal.aborted
  ) {
    throw new Error('the watch ended at once');
  }
  onHealthy();
  options.onWatchEnd();
}

/** 410: compacted away. 504 with that cause: an API server that has not caught up with another one, or a restored etcd. */
function isPositionLost(error: unknown): boolean {
  return (
    isKubernetesRequestError(error) &&
    (error.statusCode === 410 ||
      (error.details?.causes ?? []).some(
        ({ reason }) => reason === 'ResourceVersionTooLarge',
      ))
  );
}

/** The API server answered that it does not want this watch (403, 404 ...), so a list should tell what is the matter. */
function isRefusal(error: unknown): boolean {
  const status = isKubernetesRequestError(error) ? error.statusCode : undefined;
  return (
    status !== undefined && status >= 400 && status < 500 && status !== 429
  );
}
