import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { startKubernetesApiServer } from '../../kubernetes';

/** An API server that the suite can be run against. */
export interface Target {
  name: string;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  /** A kubeconfig whose current context may do everything. */
  kubeConfig: KubeConfig;
  stop(): Promise<void>;
}

/** People besides the administrator, by the name of their context; a kubeconfig may lack them. */
export const PEOPLE: Record<string, { username: string; groups: string[] }> = {
  alice: { username: 'alice', groups: ['devs'] },
  bob: { username: 'bob', groups: ['approvers'] },
};

const sandbox: Target = {
  name: 'the sandbox',
  start: async () => {
    const server = await startKubernetesApiServer({ port: 0 });
    return {
      kubeConfig: kubeConfigFrom(server.kubeconfig),
      stop: () => server.stop(),
    };
  },
};

function realServer(file: string): Target {
  return {
    name: 'a real API server',
    start: async () => ({
      kubeConfig: kubeConfigFrom(readFileSync(file, 'utf8')),
      stop: async () => {},
    }),
  };
}

function kubeConfigFrom(text: string): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(text);
  return kubeConfig;
}

/** The sandbox always; a real API server when `KUBECONFIG_CONFORMANCE` names a kubeconfig. */
export function targets(): Target[] {
  const file = process.env.KUBECONFIG_CONFORMANCE;
  return file ? [sandbox, realServer(file)] : [sandbox];
}
