import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  GrantProvider,
  GrantTarget,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  backoffDelay,
  sleep,
  type Clock,
} from '@cluster-self-service/kubernetes-node';
import type { Reconciler } from '../reconciler';

/** Something the leader does until its leadership ends. */
export interface LeaderDuty {
  run(leadership: AbortSignal): Promise<void>;
}

export interface AccessEngineOptions {
  provider: GrantProvider;
  /** Of this replica. */
  identity: string;
  /** Makes a reconciler for one term of leadership. */
  newReconciler: (leadership: AbortSignal) => Reconciler;
  duties: LeaderDuty[];
  clock: Clock;
  logger: LoggerService;
  random: () => number;
}

const backoff = { baseMs: 500, maxMs: 30_000 };

/** Reads the clusters, stands for election, and does the leader's work while this replica leads. */
export class AccessEngine {
  private read = false;
  private reconciler: Reconciler | undefined;

  constructor(private readonly options: AccessEngineOptions) {}

  /** Whether the grant provider's caches hold the truth. */
  readonly isReady = (): boolean => this.read;

  get isLeader(): boolean {
    return this.reconciler !== undefined;
  }

  /** Targets that wait for the reconciler. */
  get queued(): number {
    return this.reconciler?.depth ?? 0;
  }

  /** Works until the signal aborts. Never rejects for what the outside does: it tries again. */
  async run(signal: AbortSignal): Promise<void> {
    const { provider, identity, logger } = this.options;
    await this.untilItWorks('The clusters could not be read', signal, () =>
      provider.start({ signal, onChange: this.changed }),
    );
    if (signal.aborted) {
      return;
    }
    this.read = true;
    logger.info(`The clusters of ${provider.id} are read`);
    while (!signal.aborted) {
      await this.untilItWorks('The election was broken off', signal, () =>
        provider.elect({
          identity,
          signal,
          onLeading: leadership => this.lead(leadership),
        }),
      );
    }
  }

  private readonly changed = (target: GrantTarget): void => {
    this.reconciler?.changed(target);
  };

  private async lead(leadership: AbortSignal): Promise<void> {
    const { logger, newReconciler, duties } = this.options;
    logger.info('This replica leads now');
    // One duty that breaks ends the others too, so that the next term starts whole.
    const term = new AbortController();
    const signal = AbortSignal.any([leadership, term.signal]);
    const reconciler = newReconciler(signal);
    this.reconciler = reconciler;
    const work = [
      reconciler.run(),
      ...duties.map(duty => duty.run(signal)),
    ].map(running =>
      running.catch(error => {
        term.abort(error);
        throw error;
      }),
    );
    const results = await Promise.allSettled(work);
    this.reconciler = undefined;
    logger.info('This replica does not lead any more');
    const failed = results.find(result => result.status === 'rejected');
    if (failed && !leadership.aborted) {
      throw failed.reason;
    }
  }

  private async untilItWorks(
    failure: string,
    signal: AbortSignal,
    action: () => Promise<void>,
  ): Promise<void> {
    const { clock, logger, random } = this.options;
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        await action();
        return;
      } catch (error) {
        if (!signal.aborted) {
          logger.error(`${failure}; it is tried again`, toError(error));
          await sleep(clock, backoffDelay(backoff, failures, random()), signal);
        }
      }
    }
  }
}
