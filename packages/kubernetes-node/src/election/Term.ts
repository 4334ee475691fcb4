import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { isKubernetesRequestError } from '../client/errors';
import { type Clock, sleep, within } from '../clock';
import type { KubernetesClient } from '../types';
import {
  type Claim,
  type Lease,
  leaseType,
  renewedLease,
  termOf,
} from './lease';

/** A moment by both clocks. */
interface Moment {
  now: number;
  monotonic: number;
}

export interface TermOptions {
  claim: Claim;
  /** As the API server answered when it was taken. */
  lease: Lease;
  /** Right before the request that took it was sent. */
  start: Moment;
  client: Pick<KubernetesClient, 'get' | 'replace'>;
  logger: LoggerService;
  clock: Clock;
  /** Number in [0, 1). */
  random: () => number;
  renewDeadlineMs: number;
  retryPeriodMs: number;
}

/**
 * One term of a leader: renews the Lease, and ends the leadership in time when that does not work. What counts is the
 * longer of the times that the two clocks show: one may be set back, the other stands still while the machine sleeps.
 */
export class Term {
  private readonly controller = new AbortController();
  private readonly finished = new AbortController();
  private lease: Lease;
  /** The lead is certain until `renewDeadlineMs` after this. */
  private renewed: Moment;
  private lost = false;
  private cancelCheck = () => {};
  private reason = 'the work ended';

  constructor(private readonly options: TermOptions) {
    this.lease = options.lease;
    this.renewed = options.start;
    this.checkDeadline();
  }

  /** Aborts when the lead ends. */
  get leadership(): AbortSignal {
    return this.controller.signal;
  }

  get number(): number {
    return termOf(this.options.lease);
  }

  get endedBecause(): string {
    return this.reason;
  }

  isValid(): boolean {
    this.loseIfOverdue();
    return !this.leadership.aborted;
  }

  /** Tells the work to end. The Lease is renewed until it has. */
  stop(reason: string): void {
    if (!this.leadership.aborted) {
      this.reason = reason;
      this.controller.abort(new Error(reason));
    }
  }

  /** The work has ended: no more renewals. */
  finish(): void {
    this.stop(this.reason);
    this.finished.abort();
  }

  /** @returns the Lease to release, once the work has ended; `undefined` when it is not ours any more. Never rejects */
  async renewUntilFinished(): Promise<Lease | undefined> {
    const { clock, retryPeriodMs, random } = this.options;
    let tookMs = 0;
    while (!this.lost && !this.finished.signal.aborted) {
      // an attempt that hung has used up its pause
      const pause = retryPeriodMs * (1 + random() * 0.2) - tookMs;
      await sleep(clock, Math.max(pause, 0), this.finished.signal);
      this.loseIfOverdue();
      const start = clock.monotonic();
      if (!this.lost && !this.finished.signal.aborted) {
        await this.renew();
      }
      tookMs = clock.monotonic() - start;
    }
    this.cancelCheck();
    return this.lost ? undefined : this.lease;
  }

  /** @param again - whether to try once more with the Lease as it is read after a conflict */
  private async renew(again = true): Promise<void> {
    const { clock, client, claim, renewDeadlineMs, logger } = this.options;
    const start: Moment = { now: clock.now(), monotonic: clock.monotonic() };
    try {
      const renewed = await within(
        clock,
        Math.min(this.remainingMs(), renewDeadlineMs / 2),
        signal =>
          client.replace(
            leaseType,
            renewedLease(this.lease, claim, start.now),
            { signal },
          ),
      );
      this.loseIfOverdue(); // the answer may have come too late to count
      if (!this.lost) {
        this.lease = renewed;
        this.renewed = start;
      }
    } catch (error) {
      logger.warn(
        `Lease ${claim.name} was not renewed: ${stringifyError(error)}`,
      );
      if (
        isKubernetesRequestError(error) &&
        [404, 409].includes(error.statusCode ?? 0)
      ) {
        await this.reread(again);
      }
    }
  }

  /** Someone wrote the Lease in between: another leader, or we ourselves with a request whose answer got lost. */
  private async reread(renewThen: boolean): Promise<void> {
    const { clock, client, claim, renewDeadlineMs, logger } = this.options;
    try {
      const lease = await within(
        clock,
        Math.min(this.remainingMs(), renewDeadlineMs / 2),
        signal =>
          client.get<Lease>(leaseType, claim.name, claim.namespace, { signal }),
      );
      if (
        lease.spec?.holderIdentity === claim.identity &&
        termOf(lease) === this.number
      ) {
        this.lease = lease;
        if (renewThen) {
          await this.renew(false);
        }
      } else {
        this.lose(
          `it was taken over by ${lease.spec?.holderIdentity ?? 'nobody'}`,
        );
      }
    } catch (error) {
      logger.warn(
        `Lease ${claim.name} cannot be read: ${stringifyError(error)}`,
      );
      if (isKubernetesRequestError(error) && error.statusCode === 404) {
        this.lose('the Lease was deleted');
      }
    }
  }

  /** Looks often, not once at the end: the timer may go by a clock that stood still. */
  private checkDeadline(): void {
    this.loseIfOverdue();
    if (!this.lost) {
      const { clock, retryPeriodMs } = this.options;
      const delay = Math.min(this.remainingMs(), retryPeriodMs);
      this.cancelCheck = clock.schedule(() => this.checkDeadline(), delay);
    }
  }

  private loseIfOverdue(): void {
    if (!this.lost && this.remainingMs() <= 0) {
      this.lose(`it was not renewed for ${this.options.renewDeadlineMs} ms`);
    }
  }

  private lose(reason: string): void {
    this.lost = true;
    this.stop(reason);
  }

  private remainingMs(): number {
    const { clock, renewDeadlineMs } = this.options;
    const passed = Math.max(
      clock.now() - this.renewed.now,
      clock.monotonic() - this.renewed.monotonic,
    );
    return renewDeadlineMs - passed;
  }
}
