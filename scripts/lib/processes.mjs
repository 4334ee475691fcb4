import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, echo?: boolean, timeoutSeconds?: number, uid?: number, gid?: number}} [options] - `echo` passes
 *   the output on as it comes
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      uid: options.uid,
      gid: options.gid,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const forget = endWithUs(child);
    let output = '';
    let timedOut = false;
    for (const stream of ['stdout', 'stderr']) {
      child[stream].on('data', chunk => {
        output += chunk;
        if (options.echo) {
          process[stream].write(chunk);
        }
      });
    }
    const timer =
      options.timeoutSeconds &&
      setTimeout(() => {
        timedOut = true;
        endGroup(child, 'SIGKILL');
      }, options.timeoutSeconds * 1000);
    child.on('error', reject);
    child.on('close', code => {
      clearTimeout(timer);
      forget();
      if (timedOut) {
        output += `\nEnded after ${options.timeoutSeconds} s without an end of its own.\n`;
      }
      resolve({ code: timedOut ? 124 : code ?? 1, output });
    });
  });
}

/**
 * Starts a command that goes on, in a process group of its own, so that everything it starts can be ended with it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  const child = spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
  });
  endWithUs(child);
  return child;
}

/** Ends a process started here and everything it has started. */
export function endGroup(child, signal = 'SIGTERM') {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

const running = new Set();

function endWithUs(child) {
  running.add(child);
  const forget = () => running.delete(child);
  child.on('exit', forget);
  return forget;
}

/** How long processes get to end by themselves, in milliseconds. */
const grace = 3_000;

/** Ends everything that was started here, when this process is told to end, or comes to an end. */
export function endChildrenOnExit() {
  process.on('exit', () =>
    running.forEach(child => endGroup(child, 'SIGKILL')),
  );
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, () => {
      running.forEach(child => endGroup(child, 'SIGTERM'));
      const since = Date.now();
      setInterval(() => {
        if (running.size === 0 || Date.now() - since > grace) {
          process.exit(code);
        }
      }, 50);
    });
  }
}

/**
 * @param {number} preferred
 * @returns {Promise<number>} the preferred port when it is free on loopback, otherwise any free one
 */
export async function freePort(preferred) {
  const attempt = port =>
    new Promise(resolve => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const taken = server.address().port;
        server.close(() => resolve(taken));
      });
    });
  return (await attempt(preferred)) ?? attempt(0);
}
