import { TestDatabases } from '@backstage/backend-test-utils';

/** SQLite always; PostgreSQL where a connection to one is given. Never a container that would have to be fetched. */
export function testDatabases(): TestDatabases {
  return TestDatabases.create({
    ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
      ? ['SQLITE_3', 'POSTGRES_18']
      : ['SQLITE_3'],
  });
}
