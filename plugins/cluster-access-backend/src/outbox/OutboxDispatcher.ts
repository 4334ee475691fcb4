import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type {
  NoticeKind,
  NoticeReceipt,
  Notifier,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  backoffDelay,
  sleep,
  type Clock,
} from '@cluster-self-service/kubernetes-node';
import type { OutboxEntry, OutboxStore, SessionStore } from '../database';
import { toSession, transition } from '../domain';
import { Bell } from '../engine/Bell';
import type { SessionLedger } from '../ledger';
import { pauseOf } from '../reconciler';

export interface OutboxDispatcherOptions {
  notifier: Notifier;
  outbox: OutboxStore;
  store: SessionStore;
  ledger: SessionLedger;
  /** Times in milliseconds. */
  settings: { concurrency: number; perSecond: number; timeout: number };
  /** Where people see the session. */
  sessionUrl: (id: string) => string;
  clock: Clock;
  logger: LoggerService;
  random: () => number;
}

/** Looked for new notices so often, beside the bell. */
const idleMs = 1000;
/** An attempt that was cut off is not made again before whoever made it has given up for sure. */
const graceMs = 5000;
const backoff = { baseMs: 1000, maxMs: 5 * 60_000 };

const eventTypes: Record<NoticeKind, string> = {
  started: 'announced',
  ended: 'end-announced',
  archived: 'archive-announced',
};

/** Delivers what one notifier has in the outbox, for as long as this replica leads. */
export class OutboxDispatcher {
  private readonly bell: Bell;
  private readonly underway = new Map<string, Promise<void>>();
  private pausedUntil = 0;

  constructor(private readonly options: OutboxDispatcherOptions) {
    this.bell = new Bell(options.clock);
  }

  async run(leadership: AbortSignal): Promise<void> {
    const { ledger, clock, settings } = this.options;
    const unsubscribe = ledger.subscribe(this.bell.ring);
    const spacingMs = Math.floor(1000 / settings.perSecond);
    try {
      while (!leadership.aborted) {
        const entries = await this.due();
        for (const entry of entries) {
          const key = keyOf(entry);
          const delivery = this.tryDelivery(entry, leadership).finally(() => {
            this.underway.delete(key);
            this.bell.ring();
          });
          this.underway.set(key, delivery);
          if (spacingMs > 0) {
            await sleep(clock, spacingMs, leadership);
          }
        }
        if (entries.length === 0) {
          await this.bell.wait(idleMs, leadership);
        }
      }
    } finally {
      unsubscribe();
      await Promise.all(this.underway.values());
    }
  }

  private async due(): Promise<OutboxEntry[]> {
    const { outbox, notifier, clock, logger, settings } = this.options;
    const free = settings.concurrency - this.underway.size;
    if (free <= 0 || clock.now() < this.pausedUntil) {
      return [];
    }
    try {
      const due = await outbox.listDue(
        notifier.id,
        clock.now(),
        settings.concurrency + this.underway.size,
      );
      return due
        .filter(entry => !this.underway.has(keyOf(entry)))
        .slice(0, free);
    } catch (error) {
      logger.warn('The outbox could not be read', toError(error));
      return [];
    }
  }

  /** Never rejects: what fails is tried again. */
  private async tryDelivery(
    entry: OutboxEntry,
    leadership: AbortSignal,
  ): Promise<void> {
    const { logger, notifier } = this.options;
    try {
      await this.deliver(entry, leadership);
    } catch (error) {
      logger.warn(
        `${notifier.id} could not be told that session ${entry.sessionId} has ${entry.kind}`,
        toError(error),
      );
    }
  }

  private async deliver(
    entry: OutboxEntry,
    leadership: AbortSignal,
  ): Promise<void> {
    const { outbox, store, clock, settings } = this.options;
    const session = await store.get(entry.sessionId);
    const retryAt = clock.now() + settings.timeout + graceMs;
    leadership.throwIfAborted();
    if (!session || !(await outbox.begin(entry, retryAt))) {
      return;
    }
    let receipt: NoticeReceipt;
    try {
      leadership.throwIfAborted();
      receipt = await this.options.notifier.deliver(
        {
          idempotencyKey: keyOf(entry),
          kind: entry.kind,
          session: toSession(session),
          sessionUrl: this.options.sessionUrl(session.id),
          createdAt: new Date(entry.createdAt),
        },
        {
          mayHaveBeenSent: entry.mayHaveBeenSent,
          startReceipt: entry.startReceipt,
          signal: AbortSignal.any([
            leadership,
            AbortSignal.timeout(settings.timeout),
          ]),
        },
      );
    } catch (error) {
      await this.postpone(entry, error);
      throw error;
    }
    await this.noteDelivered(entry, receipt);
  }

  private async postpone(entry: OutboxEntry, error: unknown): Promise<void> {
    const { outbox, clock, random } = this.options;
    const pause = pauseOf(error);
    if (pause !== undefined) {
      this.pausedUntil = clock.now() + pause;
    }
    await outbox.postpone(entry, {
      notBefore: Math.ceil(
        clock.now() +
          (pause ??
            graceMs + backoffDelay(backoff, entry.attempts + 1, random())),
      ),
      error: stringifyError(error),
      // Who asks for a pause has taken nothing; with any other failure nobody knows.
      mayHaveBeenSent: entry.mayHaveBeenSent || pause === undefined,
    });
  }

  private async noteDelivered(
    entry: OutboxEntry,
    receipt: NoticeReceipt,
  ): Promise<void> {
    const { ledger, outbox, notifier, clock } = this.options;
    await ledger.amend(entry.sessionId, async session => {
      // The answer may come after another replica has taken over, found the message, and noted it.
      if (!(await outbox.isOpen(entry))) {
        return undefined;
      }
      const event = {
        at: clock.now(),
        type: eventTypes[entry.kind],
        message: `Told in ${notifier.id}.`,
      };
      return {
        ...transition(session, {}, [event]),
        delivered: { notifier: notifier.id, kind: entry.kind, receipt },
      };
    });
  }
}

function keyOf({ sessionId, kind }: OutboxEntry): string {
  return `${sessionId}/${kind}`;
}
