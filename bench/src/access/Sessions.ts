import knex, { type Knex } from 'knex';
import { join } from 'node:path';

export interface SessionSeed {
  id: string;
  phase: 'approved' | 'granting' | 'archived';
  holder: string;
  holderName: string;
  /** Id of the Rancher user. */
  subject: string;
  cluster: string;
  role: string;
  durationSeconds: number;
  /** Milliseconds since the epoch. */
  expiresAt?: number;
}

/** Rows of one statement; SQLite takes at most 32,766 values. */
const rowsAtOnce = 500;

/** The backend's own database, from outside. */
export class Sessions {
  private constructor(private readonly database: Knex) {}

  /** @param state - folder of the sandbox */
  static open(state: string): Sessions {
    return new Sessions(
      knex({
        client: 'better-sqlite3',
        connection: {
          filename: join(state, 'database', 'cluster-access.sqlite'),
        },
        useNullAsDefault: true,
      }),
    );
  }

  /** Writes sessions as if they had been asked for. The backend takes in approved ones at once, others at its next start. */
  async insert(seeds: SessionSeed[]): Promise<void> {
    const rows = seeds.map(toRow);
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      await this.database('sessions').insert(rows.slice(at, at + rowsAtOnce));
    }
  }

  async count(phase: string): Promise<number> {
    const [row]: Array<Record<string, unknown>> = await this.database(
      'sessions',
    )
      .where({ phase })
      .count({ n: '*' });
    return Number(row.n);
  }

  /** When each session ended by the backend's own word, milliseconds since the epoch. */
  async endedAt(): Promise<Map<string, number>> {
    const rows: Array<Record<string, unknown>> = await this.database(
      'sessions',
    ).select('id', 'ended_at');
    return new Map(rows.map(row => [String(row.id), Number(row.ended_at)]));
  }

  /** Forgets everything; no backend may run. */
  async clear(): Promise<void> {
    for (const table of ['outbox', 'session_events', 'sessions']) {
      await this.database(table).delete();
    }
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }
}

function toRow(seed: SessionSeed): Record<string, unknown> {
  const now = Date.now();
  const ended = seed.phase === 'archived';
  return {
    id: seed.id,
    phase: seed.phase,
    holder: seed.holder,
    holder_name: seed.holderName,
    subject: seed.subject,
    cluster: seed.cluster,
    cluster_name: seed.cluster,
    role: seed.role,
    reason: 'How long does it take to take it back?',
    duration_seconds: seed.durationSeconds,
    origin: 'portal',
    requested_at: now,
    expires_at: seed.expiresAt,
    ...(ended && { active_at: now, ended_at: now, end_reason: 'expired' }),
    archive_attempts: 0,
    version: 1,
    events: 0,
  };
}
