/**
 * `npm start`: the portal with every outside system on loopback. Sets up what it needs.
 *
 *   npm start                          the whole sandbox
 *   npm start -- --kubeconfig <file>   a real cluster in the place of the sandbox's Kubernetes
 *   npm start -- --port <n>            the portal's port (3000, or a free one); --backend-port <n> likewise (7007)
 *   npm start -- --durations 8,300     the session lengths to offer, in seconds
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from './lib/install.mjs';
import { endChildrenOnExit, freePort, start } from './lib/processes.mjs';
import { say, SetUpError, whileSaying } from './lib/say.mjs';
import { prepareToolchain, root } from './lib/toolchain.mjs';
import { typescriptArguments } from './lib/typescript.mjs';

const state = resolve(process.env.SANDBOX_STATE ?? join(root, '.sandbox'));

async function main() {
  const options = readArguments();
  if (options.help) {
    say(
      readFileSync(new URL(import.meta.url), 'utf8')
        .match(/\/\*\*([^]*?)\*\//)[1]
        .replace(/^ \* ?/gm, ''),
    );
    return;
  }
  endChildrenOnExit();
  const toolchain = await prepareToolchain();
  await installPackages(toolchain);
  const portalPort = await choosePort('portal', Number(options.port ?? 3000));
  const backendPort = await choosePort(
    'backend',
    Number(options['backend-port'] ?? 7007),
  );

  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  const sandbox = await whileSaying('Starting the sandbox', () =>
    startSandbox(toolchain, options, portalPort, backendPort),
  );
  await whileSaying('Starting the portal', () =>
    startPortal(toolchain, portalPort, backendPort),
  );
  say(sandbox.welcome);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        kubeconfig: { type: 'string' },
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        durations: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.kubeconfig && !existsSync(values.kubeconfig)) {
      throw new SetUpError(
        `There is no file ${values.kubeconfig} (--kubeconfig)`,
      );
    }
    return values;
  } catch (error) {
    throw new SetUpError(`${error.message}. See: npm start -- --help`);
  }
}

async function choosePort(what, preferred) {
  const port = await freePort(preferred);
  if (port !== preferred) {
    say(`  Port ${preferred} is taken, the ${what} gets ${port}`);
  }
  return port;
}

/** Starts the sandbox in a process of its own; it ends when this one does, however that happens. */
function startSandbox({ node, env }, options, portalPort, backendPort) {
  return new Promise((resolvePromise, reject) => {
    const child = start(
      node,
      [
        ...typescriptArguments('packages/sandbox/src/cli.ts'),
        '--state',
        state,
        '--portal-url',
        `http://localhost:${portalPort}`,
        '--backend-url',
        `http://localhost:${backendPort}`,
        ...(options.durations ? ['--durations', options.durations] : []),
        ...(options.kubeconfig
          ? ['--kubeconfig', resolve(options.kubeconfig)]
          : []),
      ],
      { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    // Backstage's TypeScript loader sends messages of its own over the same channel.
    child.on('message', message => {
      if (message.welcome) {
        resolvePromise(message);
      }
    });
    child.once('exit', code => {
      reject(
        new SetUpError(
          `The sandbox ended (exit code ${code}); what it said stands above.`,
        ),
      );
      process.exitCode = 1;
    });
  });
}

async function startPortal({ node, env }, portalPort, backendPort) {
  const child = start(
    node,
    [
      join(root, 'node_modules/.bin/backstage-cli'),
      'repo',
      'start',
      '--config',
      join(root, 'app-config.yaml'),
      '--config',
      join(state, 'app-config.yaml'),
    ],
    {
      cwd: root,
      // With CI set, warnings of the build would be errors.
      env: { ...env, BROWSER: 'none', CI: '' },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const ended = new Promise((_, reject) =>
    child.once('exit', code => {
      reject(
        new SetUpError(
          `The portal ended (exit code ${code}); what it said stands above.`,
        ),
      );
    }),
  );
  ended.catch(() => undefined);
  child.once('exit', () => process.exit(1));
  await Promise.race([
    ended,
    Promise.all([
      answers(`http://localhost:${portalPort}/`),
      answers(`http://localhost:${backendPort}/.backstage/health/v1/readiness`),
    ]),
  ]);
}

async function answers(url) {
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(60_000) }).then(
      response => response.ok,
      () => false,
    );
    if (ok) {
      return;
    }
    await new Promise(resolvePromise => setTimeout(resolvePromise, 300));
  }
  throw new SetUpError(
    `${url} did not answer within five minutes; what went wrong stands above.`,
  );
}

main().catch(error => {
  say(error instanceof SetUpError ? `\n${error.message}` : error.stack);
  process.exit(1);
});
