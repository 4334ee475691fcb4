import { type ApiError, badRequest, expired, unprocessable } from '../errors';
import {
  type Cluster,
  parseRevision,
  selection,
  storageKey,
} from '../operations';
import { forbidden } from '../schema';
import type { StoreEvent } from '../store';
import type { ServerResponse } from 'node:http';
import { isTrue } from './request-info';
import type { View } from './representation';
import { WatchStream } from './watch-stream';

/** What setTimeout takes (milliseconds). */
const LONGEST_TIMER = 2_147_483_647;

const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

export interface WatchSettings {
  /** Between two bookmarks (milliseconds). */
  bookmarkInterval: number;
  /** How long a watch lasts that asks for no time (milliseconds). */
  defaultTimeout: number;
  /** Told of every open watch, and of its end. */
  opened(stream: WatchStream): () => void;
}

/** Where a watch begins: with everything there is, or after a revision. */
interface Start {
  after: number | undefined;
  announceEnd: boolean;
}

function startOf(query: URLSearchParams): Start {
  const revision = parseRevision(query.get('resourceVersion') ?? undefined);
  const match = query.get('resourceVersionMatch') ?? '';
  if (query.has('sendInitialEvents')) {
    if (match !== 'NotOlderThan') {
      throw unprocessable({ kind: 'ListOptions', group: 'meta.k8s.io' }, '', [
        forbidden(
          'resourceVersionMatch',
          'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        ),
      ]);
    }
    return isTrue(query.get('sendInitialEvents'))
      ? {
          after: undefined,
          announceEnd: isTrue(query.get('allowWatchBookmarks')),
        }
      : { after: revision ?? 0, announceEnd: false };
  }
  if (match) {
    throw unprocessable({ kind: 'ListOptions', group: 'meta.k8s.io' }, '', [
      forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ]);
  }
  return { after: revision || undefined, announceEnd: false };
}

function timeoutOf(query: URLSearchParams, fallback: number): number {
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw badRequest('timeoutSeconds: Invalid value');
  }
  return seconds > 0 ? Math.min(seconds * 1000, LONGEST_TIMER) : fallback;
}

function tooOld(revision: number, floor: number): ApiError {
  return expired(`too old resource version: ${revision} (${floor})`);
}

/** Serves a watch until its time is up, its client leaves, or the server stops. */
export function watchObjects(
  cluster: Cluster,
  view: View,
  request: {
    namespace?: string;
    query: URLSearchParams;
    response: ServerResponse;
    gone: boolean;
  },
  settings: WatchSettings,
): void {
  const { namespace, query, response } = request;
  const { type } = view;
  const selects = selection(type, {
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  });
  const { after, announceEnd } = startOf(query);
  const timeout = timeoutOf(query, settings.defaultTimeout);
  const bookmarks = isTrue(query.get('allowWatchBookmarks'));
  const { store } = cluster;
  const { history } = store.collection(storageKey(type));
  const stream = new WatchStream(response, {
    view,
    selects,
    now: () => cluster.now(),
  });
  stream.open();

  const isHere = (event: StoreEvent) =>
    namespace === undefined || event.object.metadata.namespace === namespace;
  if (after === undefined) {
    store
      .list(storageKey(type), namespace)
      .filter(object => selects?.(object) ?? true)
      .forEach(object => stream.send('ADDED', object));
  } else {
    const missed = request.gone ? undefined : history.since(after);
    if (!missed) {
      stream.fail(tooOld(after, Math.max(history.floor, after + 1)).status);
      return;
    }
    missed.filter(isHere).forEach(event => stream.change(event));
  }
  if (announceEnd) {
    stream.bookmark(store.revision, INITIAL_EVENTS_END);
  }

  const unsubscribe = store.subscribe(storageKey(type), event => {
    if (isHere(event) && event.revision > (after ?? 0)) {
      stream.change(event);
    }
  });
  const closed = settings.opened(stream);
  const ticking = bookmarks
    ? setInterval(
        () => stream.bookmark(store.revision),
        settings.bookmarkInterval,
      )
    : undefined;
  const ending = setTimeout(() => {
    if (bookmarks) {
      stream.bookmark(store.revision);
    }
    stream.end();
  }, timeout);
  response.on('close', () => {
    unsubscribe();
    closed();
    clearInterval(ticking);
    clearTimeout(ending);
  });
}
