import { isError } from '@backstage/errors';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** No archive takes so long to build: what is older was left by a process that is no more. */
const oldMs = 60 * 60_000;

/** Removes what was left of archives that nobody finished. */
export async function removeLeftovers(
  directory: string,
  now: number,
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.startsWith('archive-') && (await isOld(path, now))) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function isOld(path: string, now: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    return now - mtimeMs > oldMs;
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
