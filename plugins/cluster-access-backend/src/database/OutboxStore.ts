import type {
  NoticeKind,
  NoticeReceipt,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { Knex } from 'knex';
import { z } from 'zod';
import { bigint } from './rows';

/** A notice that has not been delivered yet. */
export interface OutboxEntry {
  sessionId: string;
  kind: NoticeKind;
  notifier: string;
  /** An attempt was begun whose outcome nobody knows. */
  mayHaveBeenSent: boolean;
  attempts: number;
  createdAt: number;
  /** Where the session's start was told, once it was. */
  startReceipt?: NoticeReceipt;
}

export interface OutboxStore {
  /**
   * Notices that are due, the oldest first; one whose predecessor of the same session is still under way is not.
   *
   * @param now - milliseconds since the epoch
   */
  listDue(notifier: string, now: number, limit: number): Promise<OutboxEntry[]>;
  /**
   * Notes that an attempt begins. Until it is heard of again, it is not due before `retryAt`.
   *
   * @returns whether nobody else began one meanwhile
   */
  begin(entry: OutboxEntry, retryAt: number): Promise<boolean>;
  /** Notes that an attempt failed and when to try again. */
  postpone(
    entry: OutboxEntry,
    outcome: { notBefore: number; error: string; mayHaveBeenSent: boolean },
  ): Promise<void>;
  /** Whether nobody has noted its delivery yet. */
  isOpen(entry: OutboxEntry): Promise<boolean>;
  /** Notices that were not delivered yet, and the oldest failure among them. */
  backlog(): Promise<{ waiting: number; failing: number; lastError?: string }>;
}

const kinds = ['started', 'ended', 'archived'] as const satisfies NoticeKind[];
const receipt = z.record(z.string(), z.string());
// SQLite has 0 and 1 for false and true.
const bool = z.union([z.boolean(), z.number()]).transform(Boolean);
const row = z.object({
  session_id: z.string(),
  kind: z.enum(kinds),
  notifier: z.string(),
  state: z.string(),
  may_have_been_sent: bool,
  attempts: z.number(),
  created_at: bigint,
  start_receipt: z.string().nullish(),
});
const countRow = z.object({ waiting: bigint, failing: bigint });
const errorRow = z.object({ error: z.string() });
const open = ['pending', 'sending'];

/** The outbox in SQLite or PostgreSQL. */
export class DatabaseOutboxStore implements OutboxStore {
  static create(options: { database: Knex }): DatabaseOutboxStore {
    return new DatabaseOutboxStore(options.database);
  }

  private constructor(private readonly database: Knex) {}

  async listDue(
    notifier: string,
    now: number,
    limit: number,
  ): Promise<OutboxEntry[]> {
    const { database } = this;
    const rows: unknown[] = await database('outbox as o')
      .leftJoin('outbox as s', join =>
        join
          .on('s.session_id', 'o.session_id')
          .on('s.notifier', 'o.notifier')
          .andOnVal('s.kind', 'started'),
      )
      .whereIn('o.state', open)
      .where('o.not_before', '<=', now)
      .where('o.notifier', notifier)
      .whereNotExists(
        database('outbox as p')
          .select(database.raw('1'))
          .whereRaw(
            'p.session_id = o.session_id and p.notifier = o.notifier and p.rank < o.rank',
          )
          .whereIn('p.state', open),
      )
      .orderBy('o.not_before')
      .limit(limit)
      .select('o.*', 's.receipt as start_receipt');
    return rows.map(input => {
      const r = row.parse(input);
      return {
        sessionId: r.session_id,
        kind: r.kind,
        notifier: r.notifier,
        mayHaveBeenSent: r.may_have_been_sent || r.state === 'sending',
        attempts: r.attempts,
        createdAt: r.created_at,
        ...(r.kind !== 'started' &&
          r.start_receipt && {
            startReceipt: receipt.parse(JSON.parse(r.start_receipt)),
          }),
      };
    });
  }

  async begin(entry: OutboxEntry, retryAt: number): Promise<boolean> {
    const changed = await this.database('outbox')
      .where({ ...keyOf(entry), attempts: entry.attempts })
      .whereIn('state', open)
      .update({
        state: 'sending',
        may_have_been_sent: entry.mayHaveBeenSent,
        attempts: entry.attempts + 1,
        not_before: retryAt,
      });
    return changed === 1;
  }

  async postpone(
    entry: OutboxEntry,
    outcome: { notBefore: number; error: string; mayHaveBeenSent: boolean },
  ): Promise<void> {
    await this.database('outbox')
      .where({
        ...keyOf(entry),
        attempts: entry.attempts + 1,
        state: 'sending',
      })
      .update({
        state: 'pending',
        may_have_been_sent: outcome.mayHaveBeenSent,
        not_before: outcome.notBefore,
        error: outcome.error,
      });
  }

  async isOpen(entry: OutboxEntry): Promise<boolean> {
    const found: unknown = await this.database('outbox')
      .where(keyOf(entry))
      .whereIn('state', open)
      .first('session_id');
    return found !== undefined;
  }

  async backlog(): Promise<{
    waiting: number;
    failing: number;
    lastError?: string;
  }> {
    const counts: unknown = await this.database('outbox')
      .whereIn('state', open)
      .count({ waiting: '*', failing: 'error' })
      .first();
    const { waiting, failing } = countRow.parse(counts);
    const oldest: unknown = await this.database('outbox')
      .whereIn('state', open)
      .whereNotNull('error')
      .orderBy('created_at')
      .first('error');
    return {
      waiting,
      failing,
      ...(oldest !== undefined && { lastError: errorRow.parse(oldest).error }),
    };
  }
}

function keyOf(entry: OutboxEntry) {
  return {
    session_id: entry.sessionId,
    kind: entry.kind,
    notifier: entry.notifier,
  };
}
