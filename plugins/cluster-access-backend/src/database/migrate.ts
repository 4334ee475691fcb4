import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isSqlite } from './bulk';

const migrations = resolvePackagePath(
  '@cluster-self-service/backstage-plugin-cluster-access-backend',
  'migrations',
);

/** Opens the plugin's database and brings its tables up to date, unless migrations are switched off. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (isSqlite(client)) {
    await writeAhead(client);
  }
  if (!database.migrations?.skip) {
    await migrate(client);
  }
  return client;
}

/**
 * SQLite works in this process and keeps it from everything else while the disk takes a commit: with a write-ahead log once
 * a commit, otherwise several times. What is committed stays, whatever happens to the machine.
 * https://www.sqlite.org/wal.html
 */
async function writeAhead(client: Knex): Promise<void> {
  await client.raw('pragma journal_mode = wal');
  await client.raw('pragma synchronous = full');
}

export async function migrate(client: Knex): Promise<void> {
  await client.migrate.latest({ directory: migrations });
}
