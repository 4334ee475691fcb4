import {
  createKubernetesClient,
  parseKubeConfig,
  type KubernetesClient,
} from '@cluster-self-service/kubernetes-node';
import { freePort } from '@cluster-self-service/sandbox';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { versionOf } from '../lib';
import { Backend } from './Backend';
import { Sandbox } from './Sandbox';
import { Sessions } from './Sessions';

/** The sandbox, a client of its API server, and the backend on it when it is wanted. */
export class Installation {
  private constructor(
    /** `sandbox`, or `Kubernetes v1.20.2`. */
    readonly target: string,
    readonly sandbox: Sandbox,
    readonly client: KubernetesClient,
    readonly sessions: Sessions,
    private readonly state: string,
    private readonly url: string,
  ) {}

  /** @param kubeconfig - of a real cluster that takes the place of the sandbox's */
  static async create(options: {
    kubeconfig?: string;
    concurrency: number;
  }): Promise<Installation> {
    const { kubeconfig, concurrency } = options;
    const state = await mkdtemp(join(tmpdir(), 'bench-'));
    const url = `http://localhost:${await freePort()}`;
    const sandbox = await Sandbox.start({ state, url, kubeconfig });
    const text = readFileSync(sandbox.kubeconfig, 'utf8');
    const client = createKubernetesClient({
      kubeConfig: parseKubeConfig(text),
      limits: { maxConnections: concurrency },
    });
    const target = kubeconfig
      ? `Kubernetes ${await versionOf(text)}`
      : 'sandbox';
    const first = new Installation(
      target,
      sandbox,
      client,
      Sessions.open(state),
      state,
      url,
    );
    // Its first start makes the tables.
    await (await first.startBackend()).stop();
    return first;
  }

  async startBackend(): Promise<Backend> {
    return Backend.start({
      appConfig: this.sandbox.appConfig,
      url: this.url,
      log: resolve('bench/results/backend.log'),
      // As in production: the sandbox's minute is two seconds long.
      settings: {
        APP_CONFIG_clusterAccess_archive_settle: JSON.stringify({ minutes: 1 }),
      },
    });
  }

  async destroy(): Promise<void> {
    await this.sessions.close();
    this.sandbox.stop();
    await rm(this.state, { recursive: true, force: true });
  }
}
