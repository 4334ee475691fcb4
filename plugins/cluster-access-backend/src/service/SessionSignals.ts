import { toError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SESSIONS_CHANNEL,
  type SessionSignal,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { SessionRecord } from '../domain';

/**
 * Changes within so many milliseconds are told together: each signal is a request through Backstage's event bus, and a
 * thousand of them would get in the way of the very changes they tell of.
 */
const gatherMs = 250;
/** The event bus takes 100 kB at once. */
const idsAtOnce = 1000;

/**
 * Tells the portals which sessions to read again. The signal goes to everybody, as it carries no content: what a person
 * may see of the session is decided when they read it.
 */
export class SessionSignals {
  private changed = new Set<string>();

  constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  /** For the ledger. */
  readonly tell = (written: SessionRecord[]): void => {
    if (this.changed.size === 0) {
      setTimeout(() => this.publish(), gatherMs).unref();
    }
    written.forEach(({ id }) => this.changed.add(id));
  };

  private async publish(): Promise<void> {
    const ids = [...this.changed];
    this.changed = new Set();
    try {
      for (let at = 0; at < ids.length; at += idsAtOnce) {
        await this.signals.publish<SessionSignal>({
          recipients: { type: 'broadcast' },
          channel: SESSIONS_CHANNEL,
          message: { sessionIds: ids.slice(at, at + idsAtOnce) },
        });
      }
    } catch (error) {
      this.logger.warn(
        'Portals could not be told of changed sessions',
        toError(error),
      );
    }
  }
}
