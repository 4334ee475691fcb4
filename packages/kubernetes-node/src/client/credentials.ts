import type { KubeConfig } from '@kubernetes/client-node';
import type { RequestOptions as HttpsOptions } from 'node:https';
import http from 'node:http';
import https from 'node:https';
import { isDeepStrictEqual } from 'node:util';
import { type Clock, within } from '../clock';
import { KubernetesRequestError } from './errors';

/** What it takes to send a request as the user of a kubeconfig. */
export interface Credentials {
  headers: Record<string, string>;
  /** For requests that are answered at once; a bounded number of connections. */
  requestAgent: http.Agent;
  /** For watches, which hold a connection each and must not starve the others. */
  watchAgent: http.Agent;
}

/** Where a transport gets credentials. */
export interface CredentialSource {
  get(): Promise<Credentials>;
  /**
   * The API server refused these: the next `get` asks for new ones. Many requests that were refused together ask once.
   */
  invalidate(refused: Credentials): void;
}

/**
 * How long an answer of the auth plugins is used again. They read token files and run commands for every single request
 * otherwise, all at once when many requests start together.
 */
const MAX_AGE_MS = 10_000;

/** A credential plugin that takes longer has failed. */
const LOAD_TIMEOUT_MS = 60_000;

/** A connection that was not used for so long is closed. */
const IDLE_CONNECTION_MS = 60_000;

/**
 * Credentials by the auth plugins of `@kubernetes/client-node` (token, token file, client certificate, exec, OIDC), on
 * connections that are kept: its own `createAgent` makes a new TLS connection for every request.
 */
export class KubeConfigCredentials implements CredentialSource {
  private pending: Promise<Credentials> | undefined;
  private latest: Credentials | undefined;
  private expiresAt = 0;
  private agents:
    | { tls: unknown; requestAgent: http.Agent; watchAgent: http.Agent }
    | undefined;

  constructor(
    private readonly kubeConfig: KubeConfig,
    private readonly options: { clock: Clock; maxConnections: number },
  ) {}

  get(): Promise<Credentials> {
    const now = this.options.clock.monotonic();
    if (!this.pending || now >= this.expiresAt) {
      this.expiresAt = now + MAX_AGE_MS;
      this.pending = this.load();
    }
    return this.pending;
  }

  invalidate(refused: Credentials): void {
    if (this.latest === refused) {
      this.latest = undefined;
      this.pending = undefined;
    }
  }

  private async load(): Promise<Credentials> {
    const applied: HttpsOptions = { headers: {} };
    try {
      await within(this.options.clock, LOAD_TIMEOUT_MS, () =>
        this.kubeConfig.applyToHTTPSOptions(applied),
      );
    } catch (error) {
      this.pending = undefined;
      throw new KubernetesRequestError(
        `No credentials for the API server: ${safeMessage(error)}`,
        {
          request: 'credentials',
          statusCode: 401,
        },
      );
    }
    this.latest = {
      headers: headersOf(applied),
      ...this.agentsFor(applied),
    };
    return this.latest;
  }

  /** The same agents, and so the same connections, for as long as the TLS material stays the same. */
  private agentsFor(applied: HttpsOptions) {
    const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } =
      applied;
    const tls = {
      ca,
      cert,
      key,
      pfx,
      passphrase,
      rejectUnauthorized,
      servername,
    };
    if (!this.agents || !isDeepStrictEqual(this.agents.tls, tls)) {
      const make = (maxSockets: number) =>
        this.createAgent(applied, tls, maxSockets);
      this.agents = {
        tls,
        requestAgent: make(this.options.maxConnections),
        watchAgent: make(Infinity),
      };
    }
    const { requestAgent, watchAgent } = this.agents;
    return { requestAgent, watchAgent };
  }

  private createAgent(
    applied: HttpsOptions,
    tls: https.AgentOptions,
    maxSockets: number,
  ): http.Agent {
    const cluster = this.kubeConfig.getCurrentCluster();
    const options = {
      keepAlive: true,
      keepAliveMsecs: 15_000,
      maxSockets,
      timeout: IDLE_CONNECTION_MS,
    };
    if (cluster?.proxyUrl && applied.agent instanceof http.Agent) {
      // client-node knows how to make one that goes through the proxy; it only has to keep its connections
      return Object.assign(applied.agent, { keepAlive: true });
    }
    return cluster?.server.startsWith('http:')
      ? new http.Agent(options)
      : new https.Agent({ ...tls, ...options });
  }
}

function headersOf(applied: HttpsOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(applied.headers ?? {})) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value)
        ? value.join(', ')
        : String(value).trim();
    }
  }
  if (applied.auth) {
    headers.Authorization = `Basic ${Buffer.from(applied.auth).toString(
      'base64',
    )}`;
  }
  return headers;
}

/**
 * What an auth plugin says of its failure may be shown; what it printed may hold the token, and a JSON parser quotes its
 * input.
 */
function safeMessage(error: unknown): string {
  if (error instanceof SyntaxError || !(error instanceof Error)) {
    return 'the credential plugin answered with something that is no JSON';
  }
  return error.message
    .replace(/[\w+/=-]{16,}(\.[\w+/=-]*)*/g, '***')
    .slice(0, 300);
}
