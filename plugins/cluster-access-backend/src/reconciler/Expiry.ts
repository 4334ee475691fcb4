import { expire, isDue, type SessionRecord } from '../domain';
import type { SessionLedger } from '../ledger';
import type { OpenSessions } from './OpenSessions';

/**
 * Sessions that end in the same moment are written together: the first target that notices writes for all that are due,
 * the others wait for it.
 */
export class Expiry {
  private underway: Promise<SessionRecord[]> | undefined;

  constructor(
    private readonly open: OpenSessions,
    private readonly ledger: SessionLedger,
  ) {}

  /** Resolves when these sessions, if they are due, are on their way out. */
  async settle(sessions: SessionRecord[], now: number): Promise<void> {
    if (!sessions.some(session => isDue(session, now))) {
      return;
    }
    this.underway ??= this.sweep(now).finally(() => {
      this.underway = undefined;
    });
    await this.underway;
  }

  private async sweep(now: number): Promise<SessionRecord[]> {
    const due = [...this.open.all()].filter(session => isDue(session, now));
    const written = await this.ledger.write(
      due.map(session => expire(session, now)),
    );
    written.forEach(session => this.open.put(session));
    return written;
  }
}
