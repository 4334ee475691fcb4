import { createMockDirectory } from '@backstage/backend-test-utils';
import type { ArchiveFile } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { FolderArchiveStore } from './FolderArchiveStore';

const directory = createMockDirectory();
const folder = join(directory.path, 'archives');
const fileName = '2026-10-04_production_erin_s1.zip';
const never = new AbortController().signal;

function archive(
  content: string,
  changes: Partial<ArchiveFile> = {},
): ArchiveFile {
  return {
    fileName,
    session: {
      id: 's1',
      phase: 'revoked',
      holder: 'user:default/erin',
      holderName: 'Erin',
      cluster: 'c-m-abcde',
      clusterName: 'production',
      role: 'cluster-admin',
      reason: 'test',
      durationSeconds: 60,
      origin: 'portal',
      requestedAt: '2026-10-04T00:00:00Z',
    },
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    open: () => Readable.from([Buffer.from(content)]),
    ...changes,
  };
}

describe('FolderArchiveStore', () => {
  let store: FolderArchiveStore;

  beforeEach(async () => {
    directory.clear();
    store = await FolderArchiveStore.create(folder);
  });

  it('keeps an archive under its name, for its owner and group only, and gives it back', async () => {
    expect(await store.store(archive('the zip'), never)).toEqual({
      locator: fileName,
    });
    expect(readdirSync(folder)).toEqual([fileName]);
    expect(statSync(join(folder, fileName)).mode & 0o137).toBe(0);
    expect(await text(await store.open(fileName))).toBe('the zip');
  });

  it('keeps one, however often it is stored', async () => {
    await store.store(archive('first'), never);
    await Promise.all([
      store.store(archive('second'), never),
      store.store(archive('second'), never),
    ]);
    expect(readdirSync(folder)).toEqual([fileName]);
    expect(await text(await store.open(fileName))).toBe('second');
  });

  it('finds what an earlier process has stored', async () => {
    await store.store(archive('the zip'), never);
    const other = await FolderArchiveStore.create(folder);
    expect(await text(await other.open(fileName))).toBe('the zip');
  });

  it.each([
    ['other bytes', { sha256: 'a'.repeat(64) }],
    ['fewer bytes', { size: 100 }],
  ])(
    'takes no archive with %s than were announced, and keeps the one it has',
    async (_, wrong) => {
      await store.store(archive('good'), never);
      await expect(
        store.store(archive('bad', wrong), never),
      ).rejects.toMatchObject({
        name: 'ConflictError',
      });
      expect(readdirSync(folder)).toEqual([fileName]);
      expect(await text(await store.open(fileName))).toBe('good');
    },
  );

  it('leaves nothing behind when it is stopped or the archive breaks off', async () => {
    const stop = new AbortController();
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(1024));
        stop.abort();
      },
    });
    await expect(
      store.store(archive('x', { open: () => endless }), stop.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
    const broken = new Readable({
      read() {
        this.destroy(new Error('The disk broke'));
      },
    });
    await expect(
      store.store(archive('x', { open: () => broken }), never),
    ).rejects.toThrow('The disk broke');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stores nothing once the signal has aborted, even when all bytes are written', async () => {
    const stop = new AbortController();
    const open = () => {
      const whole = Readable.from([Buffer.from('x')]);
      whole.on('close', () => stop.abort());
      return whole;
    };
    await expect(
      store.store(archive('x', { open }), stop.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when an archive is not there any more', async () => {
    await expect(store.open(fileName)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    mkdirSync(join(folder, 'folder.zip'));
    await expect(store.open('folder.zip')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it.each([
    '../secret.zip',
    '..',
    '.',
    '',
    '/etc/passwd',
    'a/b.zip',
    'a\\b.zip',
    '.hidden.zip',
    '-rf.zip',
    'a.zip\0.txt',
    'a.zip\n',
    'a.txt',
    `${'a'.repeat(300)}.zip`,
  ])('takes no name that could be something else: %j', async name => {
    writeFileSync(join(directory.path, 'secret.zip'), 'secret');
    await expect(store.open(name)).rejects.toMatchObject({
      name: 'InputError',
    });
    await expect(
      store.store(archive('x', { fileName: name }), never),
    ).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it('reads nothing from outside its folder, whatever it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom('..', '/', '.', 'secret', '.zip', '%2e', '\\', '\0'),
          {
            maxLength: 8,
          },
        ),
        async parts => {
          writeFileSync(join(directory.path, 'secret.zip'), 'secret');
          await expect(store.open(parts.join(''))).rejects.toMatchObject({
            name: expect.stringMatching(/^(InputError|NotFoundError)$/),
          });
        },
      ),
    );
  });

  it('follows no link out of its folder, when reading or writing', async () => {
    const secret = join(directory.path, 'secret.txt');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(folder, fileName));
    await expect(store.open(fileName)).rejects.toMatchObject({
      name: 'NotFoundError',
    });

    await store.store(archive('the zip'), never);
    expect(readFileSync(secret, 'utf8')).toBe('secret');
    expect(await text(await store.open(fileName))).toBe('the zip');
  });

  it('keeps the backend from starting with a folder that cannot be used', async () => {
    const file = join(directory.path, 'file');
    writeFileSync(file, '');
    await expect(FolderArchiveStore.create(file)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('clusterAccess.folder.path'),
    });
    await expect(
      FolderArchiveStore.create(join(file, 'below')),
    ).rejects.toThrow('clusterAccess.folder.path');
  });
});
