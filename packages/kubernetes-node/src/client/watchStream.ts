import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Clock } from '../clock';
import type { KubernetesObject, WatchEvent } from '../types';
import { errorOfStatus, isRecord, KubernetesRequestError } from './errors';
import { parseJson } from './json';

/** How to read a watch. */
export interface WatchStreamOptions {
  /** For error messages. */
  request: string;
  signal: AbortSignal;
  clock: Clock;
  /** A stream that says nothing for so long is taken for dead. */
  idleTimeoutMs: number;
  /** A longer event is an error. */
  maxEventBytes: number;
}

/**
 * Reads the events of a watch. Returns when the server ends it or the signal aborts; throws on everything else. Whichever
 * way it ends, the stream is destroyed.
 */
export async function* readWatch<T extends KubernetesObject>(
  stream: Readable,
  options: WatchStreamOptions,
): AsyncGenerator<WatchEvent<T>> {
  for await (const line of readLines(stream, options)) {
    const event = parseEvent<T>(line, options.request);
    if (event) {
      yield event;
    }
  }
}

async function* readLines(
  stream: Readable,
  options: WatchStreamOptions,
): AsyncGenerator<string> {
  const { signal, clock, idleTimeoutMs, maxEventBytes, request } = options;
  const onAbort = () => stream.destroy(new Error('aborted'));
  signal.addEventListener('abort', onAbort, { once: true });
  const decoder = new StringDecoder('utf8');
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let rest = '';
  try {
    if (signal.aborted) {
      return;
    }
    for (;;) {
      // runs only while waiting for the network, not while the caller is busy with an event
      const cancelTimer = clock.schedule(
        () =>
          stream.destroy(new Error(`no sign of life for ${idleTimeoutMs} ms`)),
        idleTimeoutMs,
      );
      const next = await chunks.next().finally(cancelTimer);
      if (next.done) {
        return;
      }
      const lines = (rest + decoder.write(next.value)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > maxEventBytes) {
        throw new Error(`an event is larger than ${maxEventBytes} bytes`);
      }
      yield* lines;
    }
  } catch (error) {
    if (!signal.aborted) {
      throw new KubernetesRequestError(`${request} broke`, {
        request,
        cause: error,
      });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stream.destroy();
  }
}

/** Knows no event types but the documented ones: others are passed over, as Kubernetes asks of clients. */
function parseEvent<T extends KubernetesObject>(
  line: string,
  request: string,
): WatchEvent<T> | undefined {
  if (!line.trim()) {
    return undefined;
  }
  const event = parseJson<{ type: string; object: T }>(line, request);
  if (!isRecord(event) || !isRecord(event.object)) {
    throw new KubernetesRequestError(
      `${request} sent something that is no watch event`,
      {
        request,
        statusCode: 500,
      },
    );
  }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: event.object };
    case 'BOOKMARK':
      return {
        type: 'BOOKMARK',
        resourceVersion: event.object.metadata.resourceVersion ?? '',
      };
    case 'ERROR':
      throw errorOfStatus(request, event.object);
    default:
      return undefined;
  }
}
