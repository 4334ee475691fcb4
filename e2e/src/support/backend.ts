import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- never built: it runs from its source only
const root = resolve(__dirname, '../../..');

export interface BackendOptions {
  /** Configuration files, laid over each other in this order. */
  configs: string[];
  /** Where it listens, whatever the files say. */
  port: number;
  /** Settings laid over the files, as environment variables `APP_CONFIG_...`. */
  overrides?: Record<string, string>;
}

/** The portal's backend in a process of its own, as it runs in production; without the frontend. */
export class BackendProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';

  private constructor(child: ChildProcess, readonly url: string) {
    this.#child = child;
    this.#ended = new Promise(resolveEnd => {
      child.once('exit', () => resolveEnd());
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.#output += chunk;
      });
    }
  }

  /** Starts it, and waits until it is ready. */
  static async start(options: BackendOptions): Promise<BackendProcess> {
    const backend = BackendProcess.launch(options);
    await backend.ready();
    return backend;
  }

  /** Starts it, and waits for nothing. */
  static launch(options: BackendOptions): BackendProcess {
    const url = `http://localhost:${options.port}`;
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(root, 'packages/backend/src/index.ts'),
        ...[join(root, 'app-config.yaml'), ...options.configs].flatMap(file => [
          '--config',
          file,
        ]),
      ],
      {
        // Paths in app-config.yaml start from the backend's folder, as with `backstage-cli package start`.
        cwd: join(root, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'development',
          APP_CONFIG_backend_listen_port: String(options.port),
          APP_CONFIG_backend_baseUrl: JSON.stringify(url),
          ...options.overrides,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    return new BackendProcess(child, url);
  }

  /** What it has printed so far. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it at once, as a lost machine does, or with a signal it may answer to. The signal is sent before this returns. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (!this.hasEnded) {
      this.#child.kill(signal);
    }
    await this.#ended;
  }

  /** Stops it without ending it, and lets it go on: what a long pause of a machine looks like. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  async ready(): Promise<void> {
    const deadline = Date.now() + 90_000;
    while (Date.now() < deadline && !this.hasEnded) {
      const ok = await fetch(`${this.url}/.backstage/health/v1/readiness`).then(
        response => response.ok,
        () => false,
      );
      if (ok) {
        return;
      }
      await new Promise(resolveWait => setTimeout(resolveWait, 250));
    }
    await this.kill();
    throw new Error(
      `the backend did not get ready:\n${this.#output.slice(-5000)}`,
    );
  }
}
