import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import { isKubernetesRequestError } from '../client/errors';
import { type Clock, sleep, systemClock, within } from '../clock';
import type { KubernetesClient } from '../types';
import {
  durationOf,
  type Lease,
  leaseType,
  newLease,
  releasedLease,
  takenLease,
} from './lease';
import { Term } from './Term';

/** @public */
export interface LeaseElectorOptions {
  client: Pick<KubernetesClient, 'get' | 'create' | 'replace'>;
  /** Of the Lease; it is created when it does not exist. */
  namespace: string;
  name: string;
  /** Of this process; no other one may ever use the same at the same time. Add something random. */
  identity: string;
  /** After so long without a renewal others may take over. Whole seconds are written. Default: 15,000 */
  leaseDurationMs?: number;
  /** After so long without a renewal the leader stops. Must be less than `leaseDurationMs`. Default: 10,000 */
  renewDeadlineMs?: number;
  /** Between two attempts. Must be less than `renewDeadlineMs` / 1.2. Default: 2,000 */
  retryPeriodMs?: number;
  logger: LoggerService;
  clock?: Clock;
  /** Number in [0, 1), for jitter. */
  random?: () => number;
}

/**
 * Makes one of many processes the one that acts, by a Lease, as client-go's leader election does: when the holder has not
 * renewed it for `leaseDurationMs`, as seen by the clock of the one who wants it (no clocks are compared), it is taken.
 *
 * @public
 */
export class LeaseElector {
  private readonly clock: Clock;
  private readonly random: () => number;
  private readonly leaseDurationMs: number;
  private readonly renewDeadlineMs: number;
  private readonly retryPeriodMs: number;
  /** What the Lease said, and since when it has said the same, by the monotonic clock. */
  private observed:
    | { spec: string; holder: string | undefined; since: number }
    | undefined;
  private term: Term | undefined;

  constructor(private readonly options: LeaseElectorOptions) {
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
    this.leaseDurationMs = options.leaseDurationMs ?? 15_000;
    this.renewDeadlineMs = options.renewDeadlineMs ?? 10_000;
    this.retryPeriodMs = options.retryPeriodMs ?? 2_000;
    if (this.renewDeadlineMs >= this.leaseDurationMs) {
      throw new InputError('renewDeadlineMs must be less than leaseDurationMs');
    }
    if (
      this.retryPeriodMs * 1.2 >= this.renewDeadlineMs ||
      this.retryPeriodMs <= 0
    ) {
      throw new InputError(
        'retryPeriodMs must be more than 0 and less than renewDeadlineMs / 1.2',
      );
    }
  }

  /**
   * Competes for the Lease until the signal aborts; resolves when the work has ended and the Lease is released. Never
   * rejects.
   *
   * @param onLeading - the work of a leader. Its signal aborts when the lead is lost or `signal` aborts; no other process
   * leads before it has had `leaseDurationMs - renewDeadlineMs` to stop. `term` grows with every change of the lead: store
   * it with what is written to refuse writes of an earlier leader (a fencing token). When it ends or throws, the Lease is
   * given up and competed for again.
   */
  async run(
    signal: AbortSignal,
    onLeading: (leadership: AbortSignal, term: number) => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      const term = await this.tryToTake();
      if (term) {
        await this.lead(term, signal, onLeading);
      }
      await sleep(
        this.clock,
        this.retryPeriodMs * (1 + this.random() * 0.2),
        signal,
      );
    }
  }

  /** Whether this process leads at this very moment. True after a long freeze only if no one else can lead. */
  isLeading(): boolean {
    return this.term?.isValid() ?? false;
  }

  /** Who held the Lease when it was last looked at. */
  get holder(): string | undefined {
    return this.term?.isValid() ? this.options.identity : this.observed?.holder;
  }

  private async lead(
    term: Term,
    signal: AbortSignal,
    onLeading: (leadership: AbortSignal, term: number) => Promise<void>,
  ): Promise<void> {
    const { logger, identity, name } = this.options;
    const stop = () => term.stop('stopping');
    signal.addEventListener('abort', stop, { once: true });
    this.term = term;
    const renewing = term.renewUntilFinished();
    try {
      if (signal.aborted) {
        stop();
      }
      if (term.isValid()) {
        logger.info(`${identity} leads by Lease ${name}, term ${term.number}`);
        await onLeading(term.leadership, term.number);
      }
    } catch (error) {
      logger.error(
        `The work of leader ${identity} failed: ${stringifyError(error)}`,
      );
    } finally {
      signal.removeEventListener('abort', stop);
    }
    term.finish();
    const lease = await renewing;
    this.term = undefined;
    logger.info(
      `${identity} does not lead by Lease ${name} any more: ${term.endedBecause}`,
    );
    if (lease) {
      await this.release(lease);
    }
  }

  /** @returns the term when the Lease was taken, `undefined` when another one has it or something failed */
  private async tryToTake(): Promise<Term | undefined> {
    const { client, namespace, name, identity, logger } = this.options;
    const claim = {
      namespace,
      name,
      identity,
      leaseDurationMs: this.leaseDurationMs,
    };
    // counted from before the request, so that it is over here before others count it as over
    const start = { now: this.clock.now(), monotonic: this.clock.monotonic() };
    try {
      const lease = await within(
        this.clock,
        this.renewDeadlineMs,
        async timeout => {
          const current = await this.read(timeout);
          if (!current) {
            return client.create(leaseType, newLease(claim, start.now), {
              signal: timeout,
            });
          }
          return this.mayBeTaken(current)
            ? client.replace(leaseType, takenLease(current, claim, start.now), {
                signal: timeout,
              })
            : undefined;
        },
      );
      return (
        lease &&
        new Term({
          claim,
          lease,
          start,
          client,
          logger,
          clock: this.clock,
          random: this.random,
          renewDeadlineMs: this.renewDeadlineMs,
          retryPeriodMs: this.retryPeriodMs,
        })
      );
    } catch (error) {
      if (!isKubernetesRequestError(error) || error.statusCode !== 409) {
        logger.warn(
          `Lease ${namespace}/${name} cannot be taken: ${stringifyError(
            error,
          )}`,
        );
      }
      return undefined; // 409: another one was faster
    }
  }

  private async read(signal: AbortSignal): Promise<Lease | undefined> {
    const { client, namespace, name } = this.options;
    try {
      return await client.get<Lease>(leaseType, name, namespace, { signal });
    } catch (error) {
      if (isKubernetesRequestError(error) && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  private mayBeTaken(lease: Lease): boolean {
    const holder = lease.spec?.holderIdentity;
    const spec = JSON.stringify(lease.spec);
    const now = this.clock.monotonic();
    if (this.observed?.spec !== spec) {
      this.observed = { spec, holder, since: now };
    }
    return (
      !holder ||
      holder === this.options.identity ||
      now - this.observed.since >= durationOf(lease, this.leaseDurationMs)
    );
  }

  private async release(lease: Lease): Promise<void> {
    const { client, logger, name } = this.options;
    try {
      await within(this.clock, this.retryPeriodMs, signal =>
        client.replace(leaseType, releasedLease(lease, this.clock.now()), {
          signal,
        }),
      );
    } catch (error) {
      logger.warn(
        `Lease ${name} was not released and will run out: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
