import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { parse } from 'yaml';
import { at, isJsonObject, type JsonObject, listAt, stringAt } from '../json';
import type { Json, KubernetesApiServer } from '../types';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  body: JsonObject;
}

export interface Sent {
  body?: Json | Buffer;
  contentType?: string;
  headers?: Record<string, string>;
  /** Of a user in the kubeconfig; `undefined`: nobody. */
  as?: string;
}

function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    // No JSON: health checks answer in plain text.
    return {};
  }
}

/** A client of a sandbox's API server: HTTPS that trusts its certificate, and nothing else. */
export class Api {
  readonly #agent: Agent;

  constructor(private readonly server: KubernetesApiServer) {
    this.#agent = new Agent({ keepAlive: true, ca: server.caCertificate });
  }

  close(): void {
    this.#agent.destroy();
  }

  token(user: string): string {
    const users = listAt(parse(this.server.kubeconfig), 'users');
    const found = users.find(entry => stringAt(entry, 'name') === user);
    return stringAt(found, 'user', 'token') ?? '';
  }

  get(path: string, sent?: Sent): Promise<Answer> {
    return this.send('GET', path, sent);
  }

  post(path: string, body: Json, sent?: Sent): Promise<Answer> {
    return this.send('POST', path, { ...sent, body });
  }

  put(path: string, body: Json, sent?: Sent): Promise<Answer> {
    return this.send('PUT', path, { ...sent, body });
  }

  delete(path: string, sent?: Sent): Promise<Answer> {
    return this.send('DELETE', path, sent);
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const response = await this.#open(method, path, sent);
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) {
      text += chunk;
    }
    const { statusCode = 0, headers } = response;
    return { status: statusCode, headers, text, body: parsed(text) };
  }

  /** The events of a watch as they come; ends with the connection. */
  async *watch(path: string): AsyncGenerator<JsonObject> {
    const response = await this.#open('GET', path, {});
    response.setEncoding('utf8');
    let rest = '';
    for await (const chunk of response) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines.map(parsed);
    }
  }

  #open(method: string, path: string, sent: Sent): Promise<IncomingMessage> {
    const {
      body,
      contentType = 'application/json',
      headers,
      as = 'admin',
    } = sent;
    const content =
      Buffer.isBuffer(body) || body === undefined ? body : JSON.stringify(body);
    const token = this.token(as);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.server.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            ...(token && { Authorization: `Bearer ${token}` }),
            ...(content && { 'Content-Type': contentType }),
            ...headers,
          },
        },
        resolve,
      );
      outgoing.on('error', reject);
      outgoing.end(content);
    });
  }
}

/** `ADDED a`: an event in short. */
export function short(event: unknown): string {
  return `${stringAt(event, 'type')} ${stringAt(
    event,
    'object',
    'metadata',
    'name',
  )}`;
}

export function nameOf(object: unknown): string | undefined {
  return stringAt(object, 'metadata', 'name');
}

export function namesIn(list: unknown): Array<string | undefined> {
  return listAt(list, 'items').map(nameOf);
}

export function configMap(name: string, data: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

export const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

export function messageOf(answer: Answer): string {
  return String(at(answer.body, 'message'));
}
