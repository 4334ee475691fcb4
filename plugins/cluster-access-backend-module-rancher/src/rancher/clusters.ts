import type {
  AccessCluster,
  AccessRole,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  isRecord,
  listOf,
  textOf,
  type RancherCluster,
  type RoleTemplate,
} from './resources';

function isReady({ status }: RancherCluster): boolean {
  return listOf(isRecord(status) ? status.conditions : undefined).some(
    condition =>
      isRecord(condition) &&
      condition.type === 'Ready' &&
      condition.status === 'True',
  );
}

/** A cluster whose name is not told goes by its id; one on its way out is not told of at all. */
export function accessCluster(
  cluster: RancherCluster,
): AccessCluster | undefined {
  const { name, labels, deletionTimestamp } = cluster.metadata;
  if (!name || deletionTimestamp) {
    return undefined;
  }
  const displayName = isRecord(cluster.spec)
    ? textOf(cluster.spec.displayName)
    : undefined;
  return {
    id: name,
    name: displayName ?? name,
    labels: labels ?? {},
    ready: isReady(cluster),
  };
}

/** A RoleTemplate that Rancher's webhook lets a binding of a cluster use. */
export function accessRole(template: RoleTemplate): AccessRole | undefined {
  const { name, deletionTimestamp } = template.metadata;
  if (
    !name ||
    deletionTimestamp ||
    template.context !== 'cluster' ||
    template.locked === true
  ) {
    return undefined;
  }
  return { name, displayName: textOf(template.displayName) ?? name };
}
