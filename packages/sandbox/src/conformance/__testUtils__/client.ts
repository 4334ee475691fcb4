import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Json } from '../../kubernetes/types';
import { WatchStream } from './watch';

export type Body = { [key: string]: Json };

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  /** The JSON of the answer; an empty object when it is none. */
  body: Body;
}

export interface Extra {
  headers?: Record<string, string>;
  accept?: string;
  contentType?: string;
}

export const MERGE_PATCH = 'application/merge-patch+json';
export const JSON_PATCH = 'application/json-patch+json';
export const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
export const APPLY_PATCH = 'application/apply-patch+yaml';

/** Plain HTTP: what goes over the wire is what the test says. */
export class Client {
  constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The same connection with other headers: another token, or somebody to act as. */
  with(headers: Record<string, string>): Client {
    return new Client(this.kubeConfig, { ...this.headers, ...headers });
  }

  get(path: string, extra: Extra = {}): Promise<Answer> {
    return this.send('GET', path, undefined, extra);
  }

  post(path: string, body: Json | string, extra: Extra = {}): Promise<Answer> {
    return this.send('POST', path, body, extra);
  }

  put(path: string, body: Json, extra: Extra = {}): Promise<Answer> {
    return this.send('PUT', path, body, extra);
  }

  delete(path: string, body?: Json, extra: Extra = {}): Promise<Answer> {
    return this.send('DELETE', path, body, extra);
  }

  patch(
    path: string,
    body: Json,
    contentType: string = MERGE_PATCH,
  ): Promise<Answer> {
    return this.send('PATCH', path, body, { contentType });
  }

  /** Server-side apply; the JSON is YAML as well. */
  apply(path: string, body: Json, query: string): Promise<Answer> {
    return this.send('PATCH', `${path}?${query}`, body, {
      contentType: APPLY_PATCH,
    });
  }

  /** Sends the request and answers as soon as the server does. */
  async send(
    method: string,
    path: string,
    body?: Json | string,
    extra: Extra = {},
  ): Promise<Answer> {
    const response = await this.open(method, path, body, extra);
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
    }
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      text,
      body: parseObject(text),
    };
  }

  async watch(path: string, accept?: string): Promise<WatchStream> {
    return new WatchStream(await this.open('GET', path, undefined, { accept }));
  }

  private async open(
    method: string,
    path: string,
    body: Json | string | undefined,
    extra: Extra,
  ) {
    const server = new URL(this.kubeConfig.getCurrentCluster()?.server ?? '');
    const options: RequestOptions = { method, headers: {} };
    await this.kubeConfig.applyToHTTPSOptions(options);
    const payload =
      typeof body === 'string' || body === undefined
        ? body
        : JSON.stringify(body);
    options.headers = {
      ...options.headers,
      Accept: extra.accept ?? 'application/json',
      ...(payload !== undefined && {
        'Content-Type': extra.contentType ?? 'application/json',
        'Content-Length': String(Buffer.byteLength(payload)),
      }),
      'User-Agent': 'conformance/1.0',
      ...this.headers,
      ...extra.headers,
    };
    const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
    return new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
      const request = send(url, options, resolve);
      request.on('error', reject);
      request.end(payload);
    });
  }
}

export function parseObject(text: string): Body {
  try {
    const value: Json = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : {};
  } catch (error) {
    if (error instanceof SyntaxError) {
      return {};
    }
    throw error;
  }
}
