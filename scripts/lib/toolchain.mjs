import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';
import { SetUpError, whileSaying } from './say.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Backstage 1.55 runs on these. */
const fittingMajors = ['22', '24'];
const nodeVersion = '22.23.3';

/**
 * The Node and the environment that everything else runs with. Takes a fitting Node from the npm registry where the
 * machine's own does not fit, and keeps it in `.tools`.
 *
 * @returns {Promise<{node: string, env: NodeJS.ProcessEnv}>}
 */
export async function prepareToolchain() {
  const node = fittingMajors.includes(process.versions.node.split('.')[0])
    ? process.execPath
    : await fetchNode();
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    ...(await yarnSettings()),
  };
  return { node, env };
}

async function fetchNode() {
  const home = join(root, '.tools/node');
  const name = `node-${process.platform}-${process.arch}`;
  const windows = process.platform === 'win32';
  const node = join(
    home,
    'node_modules',
    name,
    windows ? 'bin/node.exe' : 'bin/node',
  );
  if (existsSync(node)) {
    return node;
  }
  await whileSaying(
    `This is Node ${
      process.versions.node
    }; Backstage needs ${fittingMajors.join(
      ' or ',
    )}. Fetching Node ${nodeVersion} into .tools`,
    async () => {
      const { code, output } = await npm([
        'install',
        '--prefix',
        home,
        '--no-save',
        '--no-package-lock',
        `${name}@${nodeVersion}`,
      ]);
      if (code !== 0 || !existsSync(node)) {
        throw new SetUpError(
          `${output.trim()}\n\nThe npm registry did not give ${name}@${nodeVersion}. Install Node 22 or 24 yourself ` +
            '(https://nodejs.org/en/download) and try again.',
        );
      }
    },
  );
  return node;
}

/** Yarn does not read npm's settings, so they are handed on: which registry, through what, trusted how. */
async function yarnSettings() {
  const [registry, cafile, proxy, httpsProxy, strictSsl] = await Promise.all(
    ['registry', 'cafile', 'proxy', 'https-proxy', 'strict-ssl'].map(setting),
  );
  const token = await registryToken(registry);
  return Object.fromEntries(
    Object.entries({
      YARN_NPM_REGISTRY_SERVER: registry?.replace(/\/$/, ''),
      YARN_HTTPS_CA_FILE_PATH: cafile,
      YARN_HTTP_PROXY: proxy,
      YARN_HTTPS_PROXY: httpsProxy,
      YARN_ENABLE_STRICT_SSL: strictSsl === 'false' ? 'false' : undefined,
      YARN_NPM_AUTH_TOKEN: token,
      YARN_UNSAFE_HTTP_WHITELIST: registry?.startsWith('http://')
        ? new URL(registry).hostname
        : undefined,
      YARN_ENABLE_TELEMETRY: 'false',
    }).filter(
      ([name, value]) => value !== undefined && process.env[name] === undefined,
    ),
  );
}

async function setting(name) {
  const { code, output } = await npm(['config', 'get', name]);
  const value = output.trim().split('\n').pop();
  return code !== 0 || ['', 'null', 'undefined'].includes(value)
    ? undefined
    : value;
}

/** npm does not tell tokens (`npm config get` refuses), so the files it reads are read here. */
async function registryToken(registry) {
  if (!registry) {
    return undefined;
  }
  const files = [
    join(root, '.npmrc'),
    await setting('userconfig'),
    await setting('globalconfig'),
  ];
  const key = `${registry
    .replace(/^https?:/, '')
    .replace(/\/?$/, '/')}:_authToken=`;
  const line = files
    .filter(file => file && existsSync(file))
    .flatMap(file => readFileSync(file, 'utf8').split(/\r?\n/))
    .find(candidate => candidate.startsWith(key));
  return line
    ?.slice(key.length)
    .replace(/\$\{(\w+)\}/g, (_, name) => process.env[name] ?? '');
}

function npm(args) {
  // Under `npm start` npm says where it is itself; that works where no npm is on the PATH, and on Windows.
  const path = process.env.npm_execpath;
  const quiet = { ...process.env, npm_config_loglevel: 'error' };
  return path?.endsWith('.js')
    ? run(process.execPath, [path, ...args], {
        env: quiet,
        timeoutSeconds: 600,
      })
    : run('npm', args, { env: quiet, timeoutSeconds: 600 });
}
