import { startSandbox, type Sandbox } from '@cluster-self-service/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendProcess, freePort } from './backend';
import { PortalUser } from './portal';
import { until } from './until';

/** The sandbox, and as many backends on it as a test wants. */
export class Installation {
  readonly #backends: BackendProcess[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async create(): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'installation-'));
    const port = await freePort();
    const sandbox = await startSandbox({
      state: folder,
      portalUrl: `http://localhost:${port}`,
      backendUrl: `http://localhost:${port}`,
      durations: [3, 6, 60, 300],
    });
    return new Installation(sandbox, folder, port);
  }

  /**
   * Starts a backend: the first at the address the sandbox knows, further ones at ports of their own.
   *
   * @param overrides - settings laid over the sandbox's configuration, as environment variables `APP_CONFIG_...`
   */
  async startBackend(
    options: { overrides?: Record<string, string>; port?: number } = {},
  ): Promise<BackendProcess> {
    const backend = await BackendProcess.start({
      configs: [this.sandbox.appConfig],
      port: options.port ?? this.port,
      overrides: options.overrides,
    });
    this.#backends.push(backend);
    return backend;
  }

  /** Signs someone in, as soon as the catalog has taken the people in. */
  async signIn(backend: BackendProcess, name: string): Promise<PortalUser> {
    return until(`${name} can sign in`, () =>
      PortalUser.signIn(backend.url, name),
    );
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#backends.map(backend => backend.kill()));
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
