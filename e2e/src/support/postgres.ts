import knex from 'knex';

const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
const connectionString = process.env[variable];

/** `describe` where there is a PostgreSQL, else loudly nothing. `npm test` starts one. */
export const describeWithPostgres: jest.Describe = connectionString
  ? describe
  : (() => {
      // eslint-disable-next-line no-console -- so that nobody thinks it has run
      console.warn(`Not run: ${variable} names no PostgreSQL to run it on`);
      return describe.skip;
    })();

/** A set of databases of one installation's own. */
export class Databases {
  readonly prefix = `e2e_${Date.now().toString(36)}_${process.pid}_`;

  /** What leads a backend to them. */
  get overrides(): Record<string, string> {
    return {
      APP_CONFIG_backend_database_client: '"pg"',
      APP_CONFIG_backend_database_connection: JSON.stringify(connectionString),
      APP_CONFIG_backend_database_prefix: JSON.stringify(this.prefix),
    };
  }

  /** Removes them. No backend may run. */
  async drop(): Promise<void> {
    const database = knex({ client: 'pg', connection: connectionString });
    try {
      const names: string[] = await database('pg_database')
        .whereLike('datname', `${this.prefix.replaceAll('_', '\\_')}%`)
        .pluck('datname');
      for (const name of names) {
        await database.raw('drop database ?? with (force)', [name]);
      }
    } finally {
      await database.destroy();
    }
  }
}
