import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';

/** Whether there is a kubectl on the PATH. */
export function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client']).status === 0;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command line as people use it, with a kubeconfig and a cache of its own. */
export class Kubectl {
  private readonly folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  private readonly running = new Set<ChildProcess>();

  constructor(kubeConfig: KubeConfig) {
    writeFileSync(this.kubeconfig, kubeConfig.exportConfig(), { mode: 0o600 });
  }

  private get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  start(...args: string[]): ChildProcess & { outcome: Promise<Outcome> } {
    const child = spawn('kubectl', args, {
      env: {
        ...process.env,
        KUBECONFIG: this.kubeconfig,
        KUBECACHEDIR: join(this.folder, 'cache'),
      },
    });
    this.running.add(child);
    const outcome = new Promise<Outcome>((resolve, reject) => {
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', chunk => (stdout += chunk));
      child.stderr.setEncoding('utf8').on('data', chunk => (stderr += chunk));
      child.on('error', reject);
      child.on('close', code => {
        this.running.delete(child);
        resolve({ code: code ?? -1, stdout, stderr });
      });
    });
    return Object.assign(child, { outcome });
  }

  /** @param input - what is written to its standard input, for `-f -` */
  run(args: string[], input?: object): Promise<Outcome> {
    const child = this.start(...args);
    child.stdin?.end(input === undefined ? '' : JSON.stringify(input));
    return child.outcome;
  }

  dispose(): void {
    this.running.forEach(child => child.kill());
    rmSync(this.folder, { recursive: true, force: true });
  }
}
