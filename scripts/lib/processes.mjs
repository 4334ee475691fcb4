import { fork, spawn } from 'node:child_process';
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

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const running = new Set();
let guard;
let ending = false;

/** Whether this process was told to end, so that what it started ends because of that. */
export const isEnding = () => ending;

function endWithUs(child) {
  running.add(child);
  tellGuard({ started: child.pid });
  const forget = () => {
    running.delete(child);
    tellGuard({ ended: child.pid });
  };
  child.once('exit', forget);
  return forget;
}

function tellGuard(message) {
  if (guard?.connected) {
    guard.send(message);
  }
}

/** A process of its own that ends ours when this one is killed and cannot. */
function startGuard() {
  const child = fork(new URL('guard.mjs', import.meta.url), {
    stdio: 'ignore',
    detached: true,
  });
  child.unref();
  child.channel.unref();
  return child;
}

/** How long processes get to end by themselves, in milliseconds. */
const grace = 3_000;

/** Ends everything that was started here when this process ends: by itself, by a signal, killed, or left behind by npm. */
export function endChildrenOnExit() {
  guard = startGuard();
  process.on('exit', () =>
    running.forEach(child => endGroup(child, 'SIGKILL')),
  );
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, () => endAll(code));
  }
  if (process.env.npm_lifecycle_event) {
    // A signal to npm ends npm only.
    const npm = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== npm) {
        clearInterval(watch);
        endAll(143);
      }
    }, 500);
    watch.unref();
  }
}

function endAll(code) {
  ending = true;
  running.forEach(child => endGroup(child, 'SIGTERM'));
  const since = Date.now();
  setInterval(() => {
    if (running.size === 0 || Date.now() - since > grace) {
      process.exit(code);
    }
  }, 50);
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
