import { createMockDirectory } from '@backstage/backend-test-utils';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../__testUtils__/examples';
import { removeLeftovers } from './leftovers';

const directory = createMockDirectory();
const hour = 60 * 60;

it('removes what nobody can be working on any more, and nothing else', async () => {
  directory.setContent({
    'archive-old': { 'archive.zip': 'half' },
    'archive-new': { 'archive.zip': 'half' },
    'not-ours': { file: 'x' },
  });
  const now = start / 1000;
  utimesSync(join(directory.path, 'archive-old'), now, now - 2 * hour);
  utimesSync(join(directory.path, 'archive-new'), now, now - hour / 2);
  utimesSync(join(directory.path, 'not-ours'), now, now - 2 * hour);
  await removeLeftovers(directory.path, start);
  expect(Object.keys(directory.content() ?? {}).sort()).toEqual([
    'archive-new',
    'not-ours',
  ]);
});

it('makes the folder when there is none', async () => {
  directory.clear();
  await removeLeftovers(join(directory.path, 'fresh'), start);
  expect(directory.content()).toEqual({ fresh: {} });
});
