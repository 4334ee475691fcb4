import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import { backoffDelay, type BackoffOptions } from '../backoff';
import { type Clock, systemClock } from '../clock';
import { DelayHeap } from './DelayHeap';

/** @public */
export interface WorkQueueOptions {
  /** For logs: what the keys are. */
  name: string;
  /**
   * Brings what a key stands for one step further. When it throws, the key comes again after a pause that grows with every
   * failure in a row.
   */
  handler: (key: string, signal: AbortSignal) => Promise<void>;
  /** How many keys at once. Default: 1 */
  concurrency?: number;
  /** Pauses after failures. Default: 200 ms to 5 minutes */
  backoff?: BackoffOptions;
  logger: LoggerService;
  /** Called after every run of the handler, for metrics. Milliseconds. */
  onRun?: (run: {
    key: string;
    waitedMs: number;
    tookMs: number;
    failed: boolean;
  }) => void;
  clock?: Clock;
  /** Number in [0, 1), for jitter. */
  random?: () => number;
}

/** @public */
export interface WorkQueueStats {
  /** Keys that are due and wait for their turn. */
  depth: number;
  /** Keys that wait for their time. */
  delayed: number;
  active: number;
  /** How long the key at the head has been due. */
  oldestWaitMs: number;
  /** Keys whose last run failed. */
  failing: number;
  /** Since the start. */
  runs: number;
  failures: number;
}

/**
 * The longest sleep of the timer. It looks at the clock on the wall again then, so a clock that was set, or a machine that
 * slept, delays nothing for longer than this.
 */
const MAX_SLEEP_MS = 30_000;

/**
 * A queue of keys for a controller, as client-go's workqueue: a key is in it once however often it is added, never runs
 * twice at the same time, and one that is added while it runs runs once more. Ten thousand delayed keys cost one timer.
 *
 * @public
 */
export class WorkQueue {
  private readonly clock: Clock;
  /** Due, in order, with the moment they became so. */
  private readonly ready = new Map<string, number>();
  private readonly delayed = new DelayHeap();
  private readonly active = new Set<string>();
  /** Added while they ran. */
  private readonly again = new Map<string, number>();
  private readonly failuresOf = new Map<string, number>();
  private readonly idleWaiters = new Set<() => void>();
  private timer: { at: number; cancel: () => void } | undefined;
  private running: AbortSignal | undefined;
  private stopped = false;
  private runs = 0;
  private failures = 0;

  constructor(private readonly options: WorkQueueOptions) {
    this.clock = options.clock ?? systemClock;
  }

  /** Runs keys until the signal aborts; call it once. Resolves when the last handler has ended. What is added later is dropped. */
  async run(signal: AbortSignal): Promise<void> {
    if (!signal.aborted) {
      this.running = signal;
      this.wake();
      await new Promise(resolve => {
        signal.addEventListener('abort', resolve, { once: true });
      });
    }
    this.stopped = true;
    this.timer?.cancel();
    this.timer = undefined;
    if (this.active.size > 0) {
      await this.idle();
    }
  }

  /** Makes a key due now. */
  add(key: string): void {
    if (this.stopped) {
      return;
    }
    this.enqueue(key, this.clock.now());
    this.dispatch();
  }

  /** Makes a key due in a while; an earlier moment that it is waiting for already stays. */
  addAfter(key: string, delayMs: number): void {
    if (delayMs > 0) {
      this.addAt(key, new Date(this.clock.now() + delayMs));
    } else {
      this.add(key);
    }
  }

  /** Makes a key due at a moment of the clock on the wall; an earlier one that it is waiting for already stays. */
  addAt(key: string, moment: Date): void {
    if (this.stopped) {
      return;
    }
    const at = moment.getTime();
    if (Number.isNaN(at)) {
      throw new InputError(
        `${this.options.name} ${key} cannot be due at an invalid date`,
      );
    }
    this.delayed.add(key, at);
    this.wake();
  }

  /** Makes a key due after its next backoff, as a failure of its handler does. */
  addRateLimited(key: string): void {
    const failures = (this.failuresOf.get(key) ?? 0) + 1;
    this.failuresOf.set(key, failures);
    const backoff = this.options.backoff ?? { baseMs: 200, maxMs: 300_000 };
    const random = this.options.random ?? Math.random;
    this.addAfter(key, backoffDelay(backoff, failures, random()));
  }

  /** Forgets the failures of a key, so that its next backoff is the shortest. Success does this by itself. */
  forget(key: string): void {
    this.failuresOf.delete(key);
  }

  /** How often in a row a key has failed. */
  failuresInARow(key: string): number {
    return this.failuresOf.get(key) ?? 0;
  }

  /** Resolves when no key is due or running; delayed ones do not count. */
  idle(): Promise<void> {
    if (this.active.size === 0 && (this.stopped || this.ready.size === 0)) {
      return Promise.resolve();
    }
    return new Promise(resolve => this.idleWaiters.add(resolve));
  }

  stats(): WorkQueueStats {
    const [oldest] = this.ready.values();
    return {
      depth: this.ready.size,
      delayed: this.delayed.size,
      active: this.active.size,
      oldestWaitMs:
        oldest === undefined ? 0 : Math.max(0, this.clock.now() - oldest),
      failing: this.failuresOf.size,
      runs: this.runs,
      failures: this.failures,
    };
  }

  private enqueue(key: string, since: number): void {
    const place = this.active.has(key) ? this.again : this.ready;
    if (!place.has(key)) {
      place.set(key, since);
    }
  }

  private dispatch(): void {
    const { concurrency = 1 } = this.options;
    while (
      this.running &&
      !this.running.aborted &&
      this.active.size < concurrency
    ) {
      const [next] = this.ready;
      if (!next) {
        return;
      }
      const [key, since] = next;
      this.ready.delete(key);
      this.active.add(key);
      void this.handle(key, since, this.running);
    }
  }

  /** Never rejects. */
  private async handle(
    key: string,
    since: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { name, handler, logger, onRun } = this.options;
    const waitedMs = Math.max(0, this.clock.now() - since);
    const start = this.clock.monotonic();
    let failed = false;
    try {
      await handler(key, signal);
      this.forget(key);
    } catch (error) {
      failed = true;
      this.failures++;
      if (!signal.aborted) {
        this.addRateLimited(key);
        logger.warn(
          `${name} ${key} failed ${this.failuresInARow(
            key,
          )} times in a row: ${stringifyError(error)}`,
        );
      }
    }
    this.runs++;
    try {
      onRun?.({
        key,
        waitedMs,
        tookMs: this.clock.monotonic() - start,
        failed,
      });
    } catch (error) {
      logger.error(
        `Recording a run of ${name} failed: ${stringifyError(error)}`,
      );
    }
    this.finish(key);
  }

  private finish(key: string): void {
    this.active.delete(key);
    const again = this.again.get(key);
    if (again !== undefined) {
      this.again.delete(key);
      this.enqueue(key, again);
    }
    this.dispatch();
    if (this.active.size === 0 && (this.stopped || this.ready.size === 0)) {
      this.idleWaiters.forEach(resolve => resolve());
      this.idleWaiters.clear();
    }
  }

  /** Makes due what is due, and sets the one timer for what comes next. */
  private wake(): void {
    if (!this.running || this.stopped) {
      return;
    }
    const now = this.clock.now();
    for (
      let due = this.delayed.takeDue(now);
      due;
      due = this.delayed.takeDue(now)
    ) {
      this.enqueue(due.key, due.at);
    }
    this.dispatch();
    const next = this.delayed.earliest;
    if (next !== undefined && (!this.timer || next < this.timer.at)) {
      this.timer?.cancel();
      const cancel = this.clock.schedule(() => {
        this.timer = undefined;
        this.wake();
      }, Math.min(Math.max(next - now, 0), MAX_SLEEP_MS));
      this.timer = { at: next, cancel };
    }
  }
}
