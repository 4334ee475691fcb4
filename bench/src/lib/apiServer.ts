import { parseKubeConfig } from '@cluster-self-service/kubernetes-node';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { resolve } from 'node:path';

/** An API server to measure against. */
export interface ApiServer {
  /** `sandbox`, or `Kubernetes v1.20.2`. */
  target: string;
  /** Its text. */
  kubeconfig: string;
  stop(): void;
}

/**
 * Takes the API server of a kubeconfig, or starts the sandbox's in a process of its own, so that client and server do not
 * share one. Benchmarks run at the root of the repository (`bench/run.mjs` sees to that).
 */
export async function useApiServer(
  kubeconfigFile: string | undefined,
): Promise<ApiServer> {
  if (kubeconfigFile) {
    const kubeconfig = readFileSync(kubeconfigFile, 'utf8');
    return {
      target: `Kubernetes ${await versionOf(kubeconfig)}`,
      kubeconfig,
      stop() {},
    };
  }
  const child = fork(resolve('bench/src/lib/sandboxServer.ts'), {
    execArgv: process.execArgv,
  });
  const kubeconfig = await new Promise<string>((ready, reject) => {
    child.on('message', (message: { kubeconfig?: string }) => {
      // the loader of TypeScript sends messages of its own
      if (message.kubeconfig) {
        ready(message.kubeconfig);
      }
    });
    child.on('exit', code =>
      reject(new Error(`The sandbox ended with ${code}`)),
    );
  });
  return { target: 'sandbox', kubeconfig, stop: () => child.disconnect() };
}

/** @param kubeconfig - its text */
export async function versionOf(kubeconfig: string): Promise<string> {
  const config = parseKubeConfig(kubeconfig);
  const options: https.RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  const server = config.getCurrentCluster()?.server ?? '';
  return new Promise((ready, reject) => {
    https
      .get(`${server.replace(/\/$/, '')}/version`, options, response => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('end', () => ready(JSON.parse(text).gitVersion));
      })
      .on('error', reject);
  });
}
