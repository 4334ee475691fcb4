import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const TABLE = 'cluster_access_slack_requests';

/** A request stays valid for twice the window at most, when its clock was ahead; this is well past it. */
const KEPT_MS = 30 * 60_000;

/** Accepts each signature once. */
export interface ReplayGuard {
  /** @returns whether this is the first time */
  admit(signature: string): Promise<boolean>;
}

/** Accepts each signature once, across all replicas on one database. */
export class DatabaseReplayGuard implements ReplayGuard {
  static async create(
    database: DatabaseService,
    options: { now: () => Date },
  ): Promise<DatabaseReplayGuard> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@cluster-self-service/backstage-plugin-cluster-access-backend-module-slack',
          'migrations',
        ),
        tableName: 'cluster_access_slack_migrations',
      });
    }
    return new DatabaseReplayGuard(knex, options.now);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly now: () => Date,
  ) {}

  async admit(signature: string): Promise<boolean> {
    const inserted: unknown[] = await this.knex(TABLE)
      .insert({ signature, seen_at: this.now().getTime() })
      .onConflict('signature')
      .ignore()
      .returning('signature');
    return inserted.length === 1;
  }

  /** Forgets what is too old to be accepted anyway. */
  async forget(): Promise<void> {
    await this.knex(TABLE)
      .where('seen_at', '<', this.now().getTime() - KEPT_MS)
      .delete();
  }
}
