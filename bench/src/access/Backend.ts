import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { until } from './until';

/** Ticks of the kernel's clock a second, as Linux counts processor time. */
const ticks = 100;

/** What a process has used. */
export interface Usage {
  /** Resident, MiB. */
  memoryMiB: number;
  /** Of all its threads since it started, milliseconds. */
  cpuMs: number;
}

/** The portal's real backend, in a process of its own. */
export class Backend {
  private constructor(private readonly child: ChildProcess) {}

  /**
   * Starts it and waits until it is ready.
   *
   * @param options.appConfig - configuration laid over app-config.yaml
   * @param options.url - where it listens
   * @param options.log - file for what it prints
   * @param options.settings - laid over the files, as environment variables `APP_CONFIG_...`
   */
  static async start(options: {
    appConfig: string;
    url: string;
    log: string;
    settings: Record<string, string>;
  }): Promise<Backend> {
    const root = resolve('.');
    mkdirSync(join(options.log, '..'), { recursive: true });
    const log = createWriteStream(options.log, { flags: 'a' });
    const child = spawn(
      process.execPath,
      [
        ...(process.env.BENCH_NODE_ARGUMENTS?.split(' ') ?? []),
        ...process.execArgv,
        join(root, 'packages/backend/src/index.ts'),
        ...[join(root, 'app-config.yaml'), options.appConfig].flatMap(file => [
          '--config',
          file,
        ]),
      ],
      {
        cwd: join(root, 'packages/backend'),
        env: { ...process.env, NODE_ENV: 'development', ...options.settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const backend = new Backend(child);
    await until(`the backend is ready (${options.log})`, async () => {
      if (child.exitCode !== null) {
        throw new Error(`The backend ended; see ${options.log}`);
      }
      return fetch(`${options.url}/.backstage/health/v1/readiness`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    return backend;
  }

  /** From /proc, so on Linux only. */
  async usage(): Promise<Usage> {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map(file =>
        readFile(`/proc/${this.child.pid}/${file}`, 'utf8'),
      ),
    );
    const [, kib] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
    // The fields after the name, which may hold anything; user and system time are the 14th and 15th of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      memoryMiB: Number(kib) / 1024,
      cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks,
    };
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise(done => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      await ended;
    }
  }
}
