import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const migrations = resolvePackagePath(
  '@cluster-self-service/backstage-plugin-cluster-access-backend',
  'migrations',
);

/** Opens the plugin's database and brings its tables up to date, unless migrations are switched off. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(client);
  }
  return client;
}

export async function migrate(client: Knex): Promise<void> {
  await client.migrate.latest({ directory: migrations });
}
