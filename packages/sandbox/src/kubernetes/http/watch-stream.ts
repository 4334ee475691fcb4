import type { ServerResponse } from 'node:http';
import type { Predicate } from '../selectors';
import type { StoreEvent } from '../store';
import type { StoredObject } from '../types';
import { renderObject, type View } from './representation';

/** Beyond this a watcher is too slow, and is cut off as the API server does (bytes). */
const BACKLOG_LIMIT = 64 * 1024 * 1024;

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** Lines that several watchers of the same view get: made once. */
const lines = new WeakMap<StoredObject, Map<string, Buffer>>();

function line(
  view: View,
  type: EventType,
  object: StoredObject,
  headers: boolean,
): Buffer {
  const key = [type, view.type.version, view.as, view.include, headers].join(
    ' ',
  );
  const known = lines.get(object) ?? new Map<string, Buffer>();
  lines.set(object, known);
  let made = known.get(key);
  if (!made) {
    made = Buffer.from(
      `{"type":"${type}","object":${renderObject(view, object, headers)}}\n`,
    );
    known.set(key, made);
  }
  return made;
}

/** What a change is for somebody who sees only a selection: leaving it is a deletion, entering it an addition. */
export function transition(
  event: Pick<StoreEvent, 'type' | 'object' | 'previous'>,
  selects: Predicate<StoredObject> | undefined,
): EventType | undefined {
  if (!selects) {
    return event.type;
  }
  const before = event.previous !== undefined && selects(event.previous);
  const after = event.type !== 'DELETED' && selects(event.object);
  if (before) {
    return after ? 'MODIFIED' : 'DELETED';
  }
  return after ? 'ADDED' : undefined;
}

/** One watcher's connection. What happens within one turn of the event loop goes out in one write. */
export class WatchStream {
  readonly #response: ServerResponse;
  readonly #view: View;
  readonly #selects: Predicate<StoredObject> | undefined;
  readonly #now: () => Date;
  #pending: Buffer[] = [];
  #headersSent = false;

  constructor(
    response: ServerResponse,
    options: {
      view: View;
      selects: Predicate<StoredObject> | undefined;
      now: () => Date;
    },
  ) {
    this.#response = response;
    this.#view = options.view;
    this.#selects = options.selects;
    this.#now = options.now;
  }

  open(): void {
    this.#response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
    });
    this.#response.flushHeaders();
  }

  change(event: StoreEvent): void {
    const type = transition(event, this.#selects);
    if (type) {
      this.send(type, event.object);
    }
  }

  send(type: EventType, object: StoredObject): void {
    const { as } = this.#view;
    const headers = as === 'table' && !this.#headersSent;
    this.#headersSent = true;
    // Ages in a table are as of now, and not as of the watch's beginning.
    const view =
      as === 'table' ? { ...this.#view, now: this.#now() } : this.#view;
    this.#push(line(view, type, object, headers));
  }

  bookmark(revision: number, annotations?: Record<string, string>): void {
    const { type, as } = this.#view;
    const metadata = {
      resourceVersion: String(revision),
      creationTimestamp: null,
      annotations,
    };
    const apiVersion = type.group
      ? `${type.group}/${type.version}`
      : type.version;
    const object = {
      object: { kind: type.kind, apiVersion, metadata },
      metadata: {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
      },
      'metadata-list': {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
      },
      table: {
        kind: 'Table',
        apiVersion: 'meta.k8s.io/v1',
        metadata: { resourceVersion: String(revision) },
        columnDefinitions: [],
        rows: [
          {
            cells: type.columns.map(() => ''),
            object: {
              kind: 'PartialObjectMetadata',
              apiVersion: 'meta.k8s.io/v1',
              metadata,
            },
          },
        ],
      },
    }[as];
    this.#push(
      Buffer.from(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`),
    );
  }

  /** Says why, and ends. */
  fail(status: unknown): void {
    this.#push(
      Buffer.from(`${JSON.stringify({ type: 'ERROR', object: status })}\n`),
    );
    this.end();
  }

  end(): void {
    this.#flush();
    this.#response.end();
  }

  /** Breaks the connection, as a failing network does. */
  drop(): void {
    this.#response.destroy();
  }

  #push(made: Buffer): void {
    this.#pending.push(made);
    if (this.#pending.length === 1) {
      setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    if (
      this.#pending.length === 0 ||
      this.#response.destroyed ||
      this.#response.writableEnded
    ) {
      return;
    }
    const batch = this.#pending;
    this.#pending = [];
    this.#response.write(batch.length === 1 ? batch[0] : Buffer.concat(batch));
    if (this.#response.writableLength > BACKLOG_LIMIT) {
      this.#response.destroy();
    }
  }
}
