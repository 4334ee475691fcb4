import { KubernetesRequestError } from '../client/errors';
import { type Clock, sleep } from '../clock';
import { type ManualClock } from '../testUtils/ManualClock';
import type { KubernetesObject, RequestOptions } from '../types';
import type { LeaseElectorOptions } from './LeaseElector';

/** How the next requests of one process fare. */
export interface Network {
  /** Milliseconds to the server and as many back. */
  latency: number;
  /** Nothing comes through, either way, until it is over. */
  partitioned: boolean;
  /** Requests arrive, answers do not. */
  losesAnswers: boolean;
  /** The server answers everything with this. */
  fails?: number;
}

/** The Leases of an API server: a resourceVersion, optimistic locking, and what it says otherwise. */
export class LeaseServer {
  lease: KubernetesObject | undefined;
  writes = 0;
  private version = 0;

  constructor(private readonly clock: Clock) {}

  client(network: Network): LeaseElectorOptions['client'] {
    const call = async <T>(
      run: () => unknown,
      { signal }: RequestOptions = {},
    ): Promise<T> => {
      const travel = async (lost: boolean) => {
        if (lost) {
          await new Promise<void>(resolve =>
            signal?.addEventListener('abort', () => resolve()),
          );
        } else {
          await sleep(this.clock, network.latency, signal);
        }
        signal?.throwIfAborted();
      };
      await travel(network.partitioned);
      if (network.fails) {
        throw failure(network.fails);
      }
      const answer = JSON.stringify(run());
      await travel(network.partitioned || network.losesAnswers);
      return JSON.parse(answer);
    };
    return {
      get: (_, __, ___, options) => call(() => this.get(), options),
      create: (_, object, options) => call(() => this.create(object), options),
      replace: (_, object, options) =>
        call(() => this.replace(object), options),
    };
  }

  delete(): void {
    this.lease = undefined;
  }

  private get(): KubernetesObject {
    if (!this.lease) {
      throw failure(404);
    }
    return this.lease;
  }

  private create(object: KubernetesObject): KubernetesObject {
    if (this.lease) {
      throw failure(409);
    }
    return this.store(object);
  }

  private replace(object: KubernetesObject): KubernetesObject {
    if (
      object.metadata.resourceVersion !== this.get().metadata.resourceVersion
    ) {
      throw failure(409);
    }
    return this.store(object);
  }

  private store(object: KubernetesObject): KubernetesObject {
    this.writes++;
    const metadata = {
      ...object.metadata,
      resourceVersion: String(++this.version),
    };
    this.lease = JSON.parse(JSON.stringify({ ...object, metadata }));
    return this.get();
  }
}

function failure(statusCode: number): KubernetesRequestError {
  return new KubernetesRequestError(`failed with ${statusCode}`, {
    request: 'x',
    statusCode,
  });
}

/** The time of one process, which can be frozen: then its timers run, late, when it thaws. */
export class ProcessClock implements Clock {
  private frozen = false;
  private held: Array<() => void> = [];
  /** Of its clock on the wall. */
  skew = 0;

  constructor(private readonly world: ManualClock) {}

  now(): number {
    return this.world.now() + this.skew;
  }

  monotonic(): number {
    return this.world.monotonic();
  }

  schedule(callback: () => void, delayMs: number): () => void {
    let cancelled = false;
    const run = () => {
      if (!cancelled) {
        callback();
      }
    };
    const cancel = this.world.schedule(() => {
      if (this.frozen) {
        this.held.push(run);
      } else {
        run();
      }
    }, delayMs);
    return () => {
      cancelled = true;
      cancel();
    };
  }

  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
    const held = this.held;
    this.held = [];
    held.forEach(run => run());
  }

  get isFrozen(): boolean {
    return this.frozen;
  }
}
