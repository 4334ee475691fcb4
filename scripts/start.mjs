/** `npm start`: the portal with every outside system on loopback. Sets up what it needs. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { installPackages } from './lib/install.mjs';
import { keepLog } from './lib/portalLog.mjs';
import {
  endChildrenOnExit,
  freePort,
  isEnding,
  isRunning,
  start,
} from './lib/processes.mjs';
import { say, SetUpError, whileSaying } from './lib/say.mjs';
import { readStartOptions, startHelp } from './lib/startOptions.mjs';
import { prepareToolchain, root } from './lib/toolchain.mjs';
import { typescriptArguments } from './lib/typescript.mjs';

const state = resolve(process.env.SANDBOX_STATE ?? join(root, '.sandbox'));
const portalLog = join(state, 'portal.log');

async function main() {
  const options = readStartOptions();
  if (options.help) {
    say(startHelp);
    return;
  }
  endChildrenOnExit();
  const toolchain = await prepareToolchain();
  await installPackages(toolchain);
  takeState();
  const portalPort = await choosePort('portal', options.port ?? 3000);
  const backendPort = await choosePort(
    'backend',
    options['backend-port'] ?? 7007,
  );
  const sandbox = await whileSaying('Starting the sandbox', () =>
    startSandbox(toolchain, options, portalPort, backendPort),
  );
  await whileSaying('Starting the portal', () =>
    startPortal(toolchain, portalPort, backendPort),
  );
  say(sandbox.welcome);
  say(`  From here on: warnings and errors. Everything is in ${portalLog}\n`);
}

async function choosePort(what, preferred) {
  const port = await freePort(Number(preferred));
  if (port !== Number(preferred)) {
    say(`  Port ${preferred} is taken, the ${what} gets ${port}`);
  }
  return port;
}

/** Makes the folder of the sandbox anew, unless another start uses it. */
function takeState() {
  const holder = join(state, 'pid');
  const pid = existsSync(holder) ? Number(readFileSync(holder, 'utf8')) : 0;
  if (pid && isRunning(pid)) {
    throw new SetUpError(
      `The portal runs from this folder already (process ${pid}). End that one first, or set SANDBOX_STATE to a folder for ` +
        `this one. If that process is something else, delete ${holder}.`,
    );
  }
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  writeFileSync(holder, String(process.pid));
}

/** Starts the sandbox in a process of its own; it ends when this one does, however that happens. */
function startSandbox({ node, env }, options, portalPort, backendPort) {
  return new Promise(resolvePromise => {
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
    child.once('close', code =>
      giveUp(
        new SetUpError(
          `The sandbox ended (exit code ${code}); what it said stands above.`,
        ),
      ),
    );
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
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  keepLog(child, portalLog, line => {
    // Backstage goes on without its port, and whoever has it may answer in its place.
    if (line.includes('EADDRINUSE')) {
      giveUp(
        new SetUpError(
          'Another process took a port of the portal while it started. Try again.',
        ),
      );
    }
  });
  child.once('close', code =>
    giveUp(
      new SetUpError(
        `The portal ended (exit code ${code}); what it said is in ${portalLog}.`,
      ),
    ),
  );
  await Promise.all([
    answers(`http://localhost:${portalPort}/`),
    answers(`http://localhost:${backendPort}/.backstage/health/v1/readiness`),
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
    `${url} did not answer within five minutes; what went wrong is in ${portalLog}.`,
  );
}

function giveUp(error) {
  if (isEnding()) {
    return;
  }
  say(error instanceof SetUpError ? `\n${error.message}` : error.stack);
  process.exit(1);
}

main().catch(giveUp);
