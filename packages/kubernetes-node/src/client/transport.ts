import type http from 'node:http';
import { type Clock, sleep } from '../clock';
import type { Credentials, CredentialSource } from './credentials';
import { errorOfAnswer, KubernetesRequestError } from './errors';
import {
  exchange,
  ExchangeError,
  type HttpAnswer,
  type HttpRequest,
} from './exchange';
import { retryAfterMs } from './retryAfter';

/** One request as the transport takes it. */
export interface TransportRequest {
  method: HttpRequest['method'];
  /** With the query string. */
  path: string;
  body?: string;
  contentType?: string;
  signal?: AbortSignal;
}

/** What a transport is made of. */
export interface TransportOptions {
  /** Base URL of the API server. */
  server: string;
  credentials: CredentialSource;
  userAgent: string;
  clock: Clock;
  /** Number in [0, 1). */
  random: () => number;
  requestTimeoutMs: number;
  /** How often a request that the API server throttles (429) is sent again. */
  throttleRetries: number;
  /** No pause that the API server asks for is taken for longer. */
  maxRetryAfterMs: number;
  maxAnswerBytes: number;
}

/**
 * Sends requests over kept connections. It repeats one only when the API server said that it has not acted on it (429,
 * 401), or when it only reads and met a connection that was just being closed.
 */
export class Transport {
  private readonly base: string;

  constructor(private readonly options: TransportOptions) {
    this.base = options.server.replace(/\/+$/, '');
  }

  /** Sends a request and answers with the text of the body. */
  async send(request: TransportRequest): Promise<string> {
    return (await this.sendUntilTaken(request, false)).text;
  }

  /** Sends a request whose answer is read as it comes. Destroy the stream to end it. */
  async open(request: TransportRequest): Promise<http.IncomingMessage> {
    const { stream, statusCode } = await this.sendUntilTaken(request, true);
    if (!stream) {
      throw errorOfAnswer(nameOf(request), statusCode, 'not a stream');
    }
    return stream;
  }

  private async sendUntilTaken(
    request: TransportRequest,
    streaming: boolean,
  ): Promise<HttpAnswer> {
    const { clock, random, throttleRetries, maxRetryAfterMs } = this.options;
    let throttled = 0;
    let refused = false;
    let closed = false;
    for (;;) {
      const credentials = await this.options.credentials.get();
      let answer: HttpAnswer;
      try {
        answer = await this.sendOnce(request, credentials, streaming);
      } catch (error) {
        if (!(error instanceof ExchangeError)) {
          throw error;
        }
        if (error.onReusedConnection && request.method === 'GET' && !closed) {
          closed = true;
          continue;
        }
        throw new KubernetesRequestError(`${nameOf(request)} got no answer`, {
          request: nameOf(request),
          cause: error.cause,
        });
      }
      if (answer.statusCode >= 200 && answer.statusCode < 300) {
        return answer;
      }
      if (answer.statusCode === 401 && !refused) {
        refused = true;
        this.options.credentials.invalidate(credentials);
      } else if (answer.statusCode === 429 && throttled < throttleRetries) {
        throttled++;
        const nowMs = clock.now();
        const wait = { nowMs, maxMs: maxRetryAfterMs, random: random() };
        await sleep(
          clock,
          retryAfterMs(answer.retryAfter, wait),
          request.signal,
        );
        request.signal?.throwIfAborted();
      } else {
        throw errorOfAnswer(nameOf(request), answer.statusCode, answer.text);
      }
    }
  }

  private sendOnce(
    request: TransportRequest,
    { headers, requestAgent, watchAgent }: Credentials,
    streaming: boolean,
  ): Promise<HttpAnswer> {
    const { clock, userAgent, requestTimeoutMs, maxAnswerBytes } = this.options;
    return exchange(
      {
        method: request.method,
        url: new URL(this.base + request.path),
        headers: {
          ...headers,
          Accept: 'application/json',
          'User-Agent': userAgent,
          ...(request.contentType && { 'Content-Type': request.contentType }),
        },
        body: request.body,
        agent: streaming ? watchAgent : requestAgent,
        signal: request.signal,
      },
      { clock, timeoutMs: requestTimeoutMs, maxAnswerBytes, streaming },
    );
  }
}

/** How an error names a request: without the query, which may be long. */
function nameOf({ method, path }: TransportRequest): string {
  return `${method} ${path.split('?', 1)[0]}`;
}
