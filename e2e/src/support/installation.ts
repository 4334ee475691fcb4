import {
  freePort,
  startSandbox,
  type KubernetesApiServer,
  type Sandbox,
} from '@cluster-self-service/sandbox';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendProcess } from './backend';
import { PortalUser } from './portal';
import { until } from './until';

interface StartOptions {
  /** Settings laid over the sandbox's configuration, as environment variables `APP_CONFIG_...`. */
  overrides?: Record<string, string>;
  /** Without it, the address that the sandbox knows. */
  port?: number;
}

/** The sandbox, and as many backends on it as a test wants. */
export class Installation {
  readonly #backends: BackendProcess[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** @param options.kubeconfig - of a real cluster that takes the place of the sandbox's Kubernetes */
  static async create(
    options: { kubeconfig?: string } = {},
  ): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'installation-'));
    const port = await freePort();
    const sandbox = await startSandbox({
      state: folder,
      portalUrl: `http://localhost:${port}`,
      backendUrl: `http://localhost:${port}`,
      durations: [3, 6, 60, 300],
      ...options,
    });
    return new Installation(sandbox, folder, port);
  }

  /** The sandbox's own Kubernetes. */
  get kubernetes(): KubernetesApiServer {
    if (!this.sandbox.kubernetes) {
      throw new Error('this sandbox has no Kubernetes of its own');
    }
    return this.sandbox.kubernetes;
  }

  /** Starts a backend, and waits until it is ready. */
  async startBackend(options: StartOptions = {}): Promise<BackendProcess> {
    const backend = this.launchBackend(options);
    await backend.ready();
    return backend;
  }

  /** Starts a backend, and waits for nothing. */
  launchBackend(options: StartOptions = {}): BackendProcess {
    const backend = BackendProcess.launch({
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

  /** Throws the database away, as a lost disk does. No backend may run. */
  async loseDatabase(): Promise<void> {
    await rm(join(this.folder, 'database'), { recursive: true });
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#backends.map(backend => backend.kill()));
    await this.sandbox.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
