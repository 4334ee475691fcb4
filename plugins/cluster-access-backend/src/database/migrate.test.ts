import { mockServices } from '@backstage/backend-test-utils';
import knex from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './migrate';

it('opens a file of SQLite with a write-ahead log that loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'database-'));
  const client = knex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'cluster-access.sqlite') },
    useNullAsDefault: true,
  });
  const opened = await openDatabase(
    mockServices.database({ knex: client, migrations: { skip: false } }),
  );
  expect(await opened.raw('pragma journal_mode')).toEqual([
    { journal_mode: 'wal' },
  ]);
  expect(await opened.raw('pragma synchronous')).toEqual([{ synchronous: 2 }]);
  expect(await opened('sessions').count({ n: '*' })).toEqual([{ n: 0 }]);
  await client.destroy();
  rmSync(folder, { recursive: true });
});
