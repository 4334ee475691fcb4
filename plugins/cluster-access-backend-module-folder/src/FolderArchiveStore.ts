import {
  ConflictError,
  InputError,
  NotFoundError,
  isError,
} from '@backstage/errors';
import type {
  ArchiveFile,
  ArchiveStore,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  realpath,
  rename,
  rm,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, addAbortSignal } from 'node:stream';
import { checkFileName } from './locator';

const MODE = 0o640;

/** Audit archives as files of one folder. */
export class FolderArchiveStore implements ArchiveStore {
  readonly id = 'folder';

  /**
   * Makes the folder where it is missing, and tries out whether files can be written to it.
   *
   * @param path - absolute
   * @throws InputError where it cannot be used, with the reason
   */
  static async create(path: string): Promise<FolderArchiveStore> {
    try {
      await mkdir(path, { recursive: true, mode: 0o750 });
      const folder = await realpath(path);
      const probe = join(folder, `.probe-${randomUUID()}`);
      await (await open(probe, 'wx', MODE)).close();
      await rm(probe);
      return new FolderArchiveStore(folder);
    } catch (error) {
      throw new InputError(
        `clusterAccess.folder.path: archives cannot be kept in ${path}. ` +
          'Give a folder that the backend may write to',
        error,
      );
    }
  }

  private constructor(private readonly folder: string) {}

  /** @throws ConflictError when the bytes are not the ones whose checksum the archive bears */
  async store(
    file: ArchiveFile,
    signal: AbortSignal,
  ): Promise<{ locator: string }> {
    const locator = checkFileName(file.fileName);
    const temporary = join(this.folder, `.${randomUUID()}.part`);
    try {
      const handle = await open(temporary, 'wx', MODE);
      try {
        await writeChecked(handle, file, signal);
      } finally {
        await handle.close();
      }
      // By now another replica may be the one that stores archives.
      signal.throwIfAborted();
      await rename(temporary, join(this.folder, locator));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(this.folder);
    return { locator };
  }

  async open(locator: string): Promise<Readable> {
    const path = join(this.folder, checkFileName(locator));
    let handle: FileHandle;
    try {
      // A symbolic link could lead out of the folder; ours are never links.
      handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ELOOP')) {
        throw new NotFoundError('The archive is not in its folder any more');
      }
      throw error;
    }
    if (!(await handle.stat()).isFile()) {
      await handle.close();
      throw new NotFoundError('The archive is not in its folder any more');
    }
    return handle.createReadStream();
  }
}

/** Writes the bytes, counts and sums them on the way, and waits until the disk has them. */
async function writeChecked(
  handle: FileHandle,
  file: ArchiveFile,
  signal: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of addAbortSignal(signal, file.open())) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  await handle.writeFile(measured());
  if (size !== file.size || hash.digest('hex') !== file.sha256) {
    throw new ConflictError(
      `The archive ${file.fileName} changed while it was being stored: its checksum is another one`,
    );
  }
  await handle.sync();
}

/** Makes the new name last through a crash of the machine, where the file system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot do this with a folder; the archive is stored all the same.
    if (!hasCode(error, 'EINVAL', 'ENOTSUP')) {
      throw error;
    }
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return isError(error) && codes.includes(String(error.code));
}
