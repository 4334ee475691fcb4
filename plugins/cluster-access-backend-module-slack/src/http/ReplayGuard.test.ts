import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseReplayGuard } from './ReplayGuard';

jest.setTimeout(60_000);

describe('DatabaseReplayGuard', () => {
  const databases = TestDatabases.create({
    ids: process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
      ? ['SQLITE_3', 'POSTGRES_18']
      : ['SQLITE_3'],
  });

  it.each(databases.eachSupportedId())(
    'accepts each signature once on %s',
    async id => {
      const knex = await databases.init(id);
      const database = mockServices.database({ knex });
      let now = new Date('2026-11-21T14:00:00Z');
      const create = () =>
        DatabaseReplayGuard.create(database, { now: () => now });
      const replicas = [await create(), await create()];

      const admitted = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          replicas[index % 2].admit('abc'),
        ),
      );
      expect(admitted.filter(Boolean)).toHaveLength(1);
      await expect(replicas[0].admit('def')).resolves.toBe(true);

      now = new Date('2026-11-21T14:11:00Z');
      await replicas[0].forget();
      await expect(replicas[1].admit('abc')).resolves.toBe(false);

      now = new Date('2026-11-21T15:00:00Z');
      await replicas[0].forget();
      await expect(knex('cluster_access_slack_requests')).resolves.toEqual([]);
    },
  );
});
