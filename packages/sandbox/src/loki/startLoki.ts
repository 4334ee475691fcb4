import { createServer } from 'node:http';
import { InMemoryFaults } from '../faults';
import { listen, stop } from '../http';
import type { Faults, Peer } from '../types';
import type { PushedStream } from './push';
import { createLokiApp } from './server';
import { LogStore } from './store';

export interface LokiOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  clock?: () => Date;
  /** How long a pushed line stays unseen by queries, in milliseconds. */
  ingestionDelayMilliseconds?: number;
  /** Highest `limit` of one query. */
  maxEntriesLimitPerQuery?: number;
  /** Longest time range of one query; 0, the default, means any. */
  maxQueryLengthSeconds?: number;
  /** Answer only to requests that name a tenant. */
  requireTenant?: boolean;
  /** What a gateway in front of Loki asks for. */
  auth?: { username: string; password: string } | { bearerToken: string };
}

/** A line for `push`. Without a time it is logged now. */
export type PushedLine = string | { at: Date | bigint; line: string };

export interface LokiPeer extends Peer {
  readonly faults: Faults;
  /**
   * Puts lines into a stream without HTTP.
   *
   * @param options.tenant - `fake`, Loki's name for the only one, when left out
   * @param options.delayMilliseconds - how long they stay unseen, instead of the peer's ingestion delay
   */
  push(
    labels: Record<string, string>,
    lines: PushedLine[],
    options?: { tenant?: string; delayMilliseconds?: number },
  ): void;
}

/** Starts a Loki on loopback. */
export async function startLoki(options: LokiOptions = {}): Promise<LokiPeer> {
  const now = () => (options.clock?.() ?? new Date()).getTime();
  const faults = new InMemoryFaults();
  const stores = new Map<string, LogStore>();

  const storeOf = (tenant: string): LogStore => {
    const store = stores.get(tenant) ?? new LogStore();
    stores.set(tenant, store);
    return store;
  };

  const add = (
    tenant: string,
    { labels, entries }: PushedStream,
    delayMilliseconds?: number,
  ) => {
    const late = faults.strike('late-ingestion');
    const delay =
      (delayMilliseconds ?? options.ingestionDelayMilliseconds ?? 0) +
      (late ? Number(late.milliseconds ?? 5000) : 0);
    // Without a delay a line is seen at once even where the clock of the test stands behind its time.
    const visibleFrom = delay > 0 ? now() + delay : 0;
    storeOf(tenant).push(
      labels,
      entries.map(entry => ({ ...entry, visibleFrom })),
    );
  };

  const server = createServer(
    createLokiApp({
      now,
      faults,
      maxEntriesLimitPerQuery: options.maxEntriesLimitPerQuery ?? 5000,
      maxQueryLengthSeconds: options.maxQueryLengthSeconds ?? 0,
      requireTenant: options.requireTenant ?? false,
      authorization: authorizationOf(options.auth),
      store: storeOf,
      push: add,
    }),
  );
  const url = await listen(server, options);

  return {
    name: 'loki',
    url,
    faults,
    push(labels, lines, { tenant = 'fake', delayMilliseconds } = {}) {
      const entries = lines.map(each =>
        typeof each === 'string'
          ? { at: nanoseconds(now()), line: each }
          : {
              at:
                typeof each.at === 'bigint'
                  ? each.at
                  : nanoseconds(each.at.getTime()),
              line: each.line,
            },
      );
      add(tenant, { labels, entries }, delayMilliseconds);
    },
    stop: () => stop(server),
  };
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(milliseconds) * 1_000_000n;
}

function authorizationOf(auth: LokiOptions['auth']): string | undefined {
  if (!auth) {
    return undefined;
  }
  return 'bearerToken' in auth
    ? `Bearer ${auth.bearerToken}`
    : `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString(
        'base64',
      )}`;
}
