import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../clock';

/** One request, as it goes over the wire. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  agent: http.Agent;
  signal?: AbortSignal;
}

/** How far an exchange may go. */
export interface ExchangeLimits {
  clock: Clock;
  /** For the whole answer; for a stream, until it starts. */
  timeoutMs: number;
  maxAnswerBytes: number;
  /** Hand the body of a 200 over as it comes. Whoever takes it destroys it. */
  streaming: boolean;
}

/** What came back. */
export interface HttpAnswer {
  statusCode: number;
  retryAfter?: string;
  /** Empty when there is a stream. */
  text: string;
  stream?: http.IncomingMessage;
}

/** A request that got no answer. */
export class ExchangeError extends Error {
  constructor(
    readonly cause: Error,
    /** The connection had served before and was closed under the request: the server may never have seen it. */
    readonly onReusedConnection: boolean,
  ) {
    super(cause.message);
  }
}

/**
 * Sends one request and reads its answer.
 *
 * @throws the signal's reason when it aborts, else {@link ExchangeError}
 */
export function exchange(
  request: HttpRequest,
  limits: ExchangeLimits,
): Promise<HttpAnswer> {
  const { url, method, headers, agent, body, signal } = request;
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent,
      headers:
        body === undefined
          ? headers
          : { ...headers, 'Content-Length': byteLength(body) },
    });
    let incoming: http.IncomingMessage | undefined;
    const giveUp = (error: Error) => (incoming ?? outgoing).destroy(error);
    const onAbort = () => giveUp(new Error('aborted'));
    const cancelTimer = limits.clock.schedule(
      () => giveUp(new Error(`no answer within ${limits.timeoutMs} ms`)),
      limits.timeoutMs,
    );
    const release = () => {
      cancelTimer();
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: Error) => {
      release();
      const reused =
        outgoing.reusedSocket && !incoming && isConnectionClosed(error);
      reject(
        signal?.aborted ? signal.reason : new ExchangeError(error, reused),
      );
    };

    signal?.addEventListener('abort', onAbort, { once: true });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      incoming = response;
      const statusCode = response.statusCode ?? 0;
      const retryAfter = response.headers['retry-after'];
      response.on('error', fail);
      if (limits.streaming && statusCode === 200) {
        release();
        response.off('error', fail);
        resolve({ statusCode, text: '', stream: response });
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > limits.maxAnswerBytes) {
          giveUp(
            new Error(
              `the answer is larger than ${limits.maxAnswerBytes} bytes`,
            ),
          );
        }
      });
      response.on('end', () => {
        release();
        resolve({
          statusCode,
          retryAfter,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    if (signal?.aborted) {
      onAbort();
    } else {
      whenConnected(outgoing, () => outgoing.end(body));
    }
  });
}

/**
 * Sends when there is a connection, and not before every timer that is due has run: where this process stood still meanwhile,
 * one of them may be about to abort the request, and whoever stood still must not act on what was true before.
 */
function whenConnected(request: http.ClientRequest, send: () => void): void {
  const sendIfWanted = () =>
    setTimeout(() => {
      if (!request.destroyed) {
        send();
      }
    }, 0);
  request.once('socket', socket => {
    if (socket.connecting) {
      socket.once(
        socket instanceof TLSSocket ? 'secureConnect' : 'connect',
        sendIfWanted,
      );
    } else {
      sendIfWanted();
    }
  });
}

function byteLength(body: string): string {
  return String(Buffer.byteLength(body));
}

function isConnectionClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}
