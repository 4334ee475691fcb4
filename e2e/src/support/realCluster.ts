import {
  createKubernetesClient,
  parseKubeConfig,
  type KubernetesClient,
  type KubernetesObject,
  type ResourceType,
} from '@cluster-self-service/kubernetes-node';
import { rancherCrds, rancherSeeds } from '@cluster-self-service/sandbox';
import { readFileSync } from 'node:fs';
import { until } from './until';

const variable = 'KUBECONFIG_CONFORMANCE';

/** Kubeconfig of a real API server; empty where there is none. */
export const realKubeconfig = process.env[variable] ?? '';

/** `describe` where there is a real API server, else loudly nothing. */
export const describeWithRealCluster: jest.Describe = realKubeconfig
  ? describe
  : (() => {
      // eslint-disable-next-line no-console
      console.warn(
        `Not run: ${variable} names no kubeconfig of a real API server`,
      );
      return describe.skip;
    })();

export const bindingType = typeOf(
  'management.cattle.io/v3',
  'ClusterRoleTemplateBinding',
);

export function realClient(kubeconfig: string): KubernetesClient {
  const kubeConfig = parseKubeConfig(readFileSync(kubeconfig, 'utf8'));
  return createKubernetesClient({ kubeConfig });
}

/** Gives a plain cluster what a portal finds on Rancher's: its types, and the sandbox's clusters, people and roles. */
export async function prepare(client: KubernetesClient): Promise<void> {
  const { namespaces, objects } = rancherSeeds(new Date());
  for (const crd of rancherCrds) {
    await apply(client, crd);
  }
  for (const name of namespaces) {
    await apply(client, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }
  for (const object of objects) {
    // A type that has just been made is not served at once.
    await until('the type is served', () => apply(client, object));
  }
}

async function apply(
  client: KubernetesClient,
  object: Record<string, unknown>,
): Promise<KubernetesObject> {
  if (!isKubernetesObject(object)) {
    throw new Error(`no Kubernetes object: ${JSON.stringify(object)}`);
  }
  const type = typeOf(object.apiVersion, object.kind);
  return client.apply(
    { ...type, namespaced: object.metadata.namespace !== undefined },
    object,
    { fieldManager: 'e2e', force: true },
  );
}

function isKubernetesObject(
  object: Record<string, unknown>,
): object is Record<string, unknown> & KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null
  );
}

/** All types here have regular plurals. */
function typeOf(apiVersion: string, kind: string): ResourceType {
  const [version, group = ''] = apiVersion.split('/').reverse();
  const plural = `${kind.toLowerCase()}s`;
  return { group, version, kind, plural, namespaced: true };
}
