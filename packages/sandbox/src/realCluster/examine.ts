import {
  ApiException,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
} from '@kubernetes/client-node';
import type { ClusterFindings } from './missing';

const group = 'management.cattle.io';
const version = 'v3';

/** Asks a cluster what the portal would find on it. */
export async function examineCluster(
  kubeconfigFile: string,
): Promise<ClusterFindings> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigFile);
  const custom = config.makeApiClient(CustomObjectsApi);
  const types = await unlessAbsent(custom.getAPIResources({ group, version }));
  const servedTypes = (types?.resources ?? []).map(({ name }) => name);
  const clusters = servedTypes.includes('clusters')
    ? await custom.listClusterCustomObject({
        group,
        version,
        plural: 'clusters',
      })
    : { items: [] };
  const namespace = await unlessAbsent(
    config
      .makeApiClient(CoreV1Api)
      .readNamespace({ name: 'cluster-self-service' }),
  );
  return {
    servedTypes,
    clusters: Array.isArray(clusters.items) ? clusters.items.length : 0,
    hasLeaseNamespace: namespace !== undefined,
  };
}

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) {
      return undefined;
    }
    throw error;
  }
}
