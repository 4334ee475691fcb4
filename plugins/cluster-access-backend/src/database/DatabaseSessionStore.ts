import type { SessionEvent } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { NewSession } from '../domain/adopt';
import type { SessionRecord } from '../domain/record';
import { toIso } from '../domain/record';
import {
  applyTransition,
  timelineOf,
  type Transition,
} from '../domain/transition';
import { insertMany, updateMany } from './bulk';
import { fromCursor, toCursor } from './cursor';
import { whereCriteria } from './filters';
import { inTransaction } from './inTransaction';
import { deliveryUpdate, outboxColumns, outboxRows } from './outboxRows';
import {
  bigint,
  changeableColumns,
  eventColumns,
  fromRow,
  toRow,
} from './rows';
import type { SessionQuery, SessionStore } from './SessionStore';

const openPhases = ['requested', 'approved', 'granting', 'active', 'revoking'];
const intentPhases = ['requested', 'approved', 'revoking'];

/** SQLite takes at most 32,766 values in one statement. */
const idsAtOnce = 1000;

const idRow = z.object({ id: z.string() });
const versionRow = z.object({ id: z.string(), version: z.number() });
const eventRow = z.object({
  sequence: z.number(),
  at: bigint,
  type: z.string(),
  actor: z.string().nullish(),
  message: z.string(),
});

/** Sessions in SQLite or PostgreSQL. */
export class DatabaseSessionStore implements SessionStore {
  /**
   * @param options.notifiers - ids of the notifiers for which notices are put into the outbox
   */
  static create(options: {
    database: Knex;
    notifiers: string[];
  }): DatabaseSessionStore {
    return new DatabaseSessionStore(options.database, options.notifiers);
  }

  private constructor(
    private readonly database: Knex,
    private readonly notifiers: string[],
  ) {}

  async insert(sessions: NewSession[]): Promise<Set<string>> {
    return inTransaction(this.database, async tx => {
      const written = new Set<string>();
      for (const { session } of sessions) {
        const rows: unknown[] = await tx('sessions')
          .insert(toRow(session))
          .onConflict()
          .ignore()
          .returning('id');
        rows.forEach(row => written.add(idRow.parse(row).id));
      }
      const fresh = sessions
        .filter(({ session }) => written.has(session.id))
        .map(({ session, events, announced }) => ({
          session: { ...session, events: 0 },
          change: {},
          events,
          notices: announced ? (['started'] as const).slice() : [],
          noticesMayHaveBeenSent: announced,
        }));
      await this.writeAlong(tx, fresh);
      return written;
    });
  }

  async transition(transitions: Transition[]): Promise<Set<string>> {
    if (transitions.length === 0) {
      return new Set();
    }
    return inTransaction(this.database, async tx => {
      const rows = transitions.map(one => toRow(applyTransition(one)));
      const applied = new Set(
        await updateMany(tx, 'sessions', changeableColumns, rows),
      );
      await this.writeAlong(
        tx,
        transitions.filter(({ session }) => applied.has(session.id)),
      );
      return applied;
    });
  }

  private async writeAlong(tx: Knex, transitions: Transition[]): Promise<void> {
    const events = transitions.flatMap(one =>
      timelineOf(one).map(event => ({
        session_id: one.session.id,
        sequence: event.sequence,
        at: Date.parse(event.at),
        type: event.type,
        actor: event.actor ?? null,
        message: event.message,
      })),
    );
    await insertMany(tx, 'session_events', eventColumns, events);
    const notices = transitions.flatMap(one => outboxRows(one, this.notifiers));
    await insertMany(tx, 'outbox', outboxColumns, notices);
    for (const { session, delivered, events: rows } of transitions) {
      if (delivered) {
        await tx('outbox')
          .where({
            session_id: session.id,
            kind: delivered.kind,
            notifier: delivered.notifier,
          })
          .update(deliveryUpdate(delivered, rows[0]?.at));
      }
    }
  }

  async get(id: string): Promise<SessionRecord | undefined> {
    const row: unknown = await this.database('sessions').where({ id }).first();
    return row ? fromRow(row) : undefined;
  }

  async getMany(ids: string[]): Promise<SessionRecord[]> {
    const found: SessionRecord[] = [];
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const rows: unknown[] = await this.database('sessions').whereIn(
        'id',
        ids.slice(at, at + idsAtOnce),
      );
      found.push(...rows.map(fromRow));
    }
    return found;
  }

  async findByIdempotencyKey(
    holder: string,
    key: string,
  ): Promise<SessionRecord | undefined> {
    const row: unknown = await this.database('sessions')
      .where({ holder, idempotency_key: key })
      .first();
    return row ? fromRow(row) : undefined;
  }

  async timeline(id: string): Promise<SessionEvent[]> {
    const rows: unknown[] = await this.database('session_events')
      .where({ session_id: id })
      .orderBy('sequence');
    return rows.map(row => {
      const { at, actor, ...event } = eventRow.parse(row);
      return { ...event, at: toIso(at), ...(actor && { actor }) };
    });
  }

  async list(
    query: SessionQuery,
  ): Promise<{ items: SessionRecord[]; nextCursor?: string }> {
    const { holder, phases, visible, limit, cursor } = query;
    const select = this.database('sessions')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (holder !== undefined) {
      select.where({ holder });
    }
    if (phases) {
      select.whereIn('phase', [...phases]);
    }
    if (visible) {
      select.where(seen => {
        seen.where({ holder: visible.to });
        seen.orWhere(inner => whereCriteria(inner, visible.criteria));
      });
    }
    if (cursor !== undefined) {
      const { at, id } = fromCursor(cursor);
      select.where(older => {
        older.where('requested_at', '<', at);
        older.orWhere(same =>
          same.where('requested_at', at).where('id', '<', id),
        );
      });
    }
    const rows: unknown[] = await select;
    const items = rows.slice(0, limit).map(fromRow);
    const last = items[items.length - 1];
    return rows.length > limit && last
      ? { items, nextCursor: toCursor({ at: last.requestedAt, id: last.id }) }
      : { items };
  }

  async listOpen(): Promise<SessionRecord[]> {
    const rows: unknown[] = await this.database('sessions').whereIn(
      'phase',
      openPhases,
    );
    return rows.map(fromRow);
  }

  async listIntents(): Promise<Array<{ id: string; version: number }>> {
    const rows: unknown[] = await this.database('sessions')
      .select('id', 'version')
      .whereIn('phase', intentPhases);
    return rows.map(row => versionRow.parse(row));
  }

  async listArchivable(now: number, limit: number): Promise<SessionRecord[]> {
    const rows: unknown[] = await this.database('sessions')
      .where({ phase: 'revoked' })
      .where('archive_not_before', '<=', now)
      .orderBy('archive_not_before')
      .limit(limit);
    return rows.map(fromRow);
  }
}
