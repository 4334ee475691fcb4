import { equalJson, listAt, objectAt } from '../json';
import { changeObject, type Cluster, internalWrite } from '../operations';
import { CLUSTER_ROLES } from '../rbac';
import type { Json, StoredObject } from '../types';
import { tolerate } from './tolerate';

function selects(selector: Json, role: StoredObject): boolean {
  const labels = Object.entries(objectAt(selector, 'matchLabels') ?? {});
  return (
    labels.length > 0 &&
    labels.every(([key, value]) => role.metadata.labels?.[key] === value)
  );
}

/** Fills ClusterRoles that have an `aggregationRule` with the rules of those it selects. */
export function startRoleAggregation(cluster: Cluster): () => void {
  const { store } = cluster;
  const write = internalWrite(
    'system:serviceaccount:kube-system:clusterrole-aggregation-controller',
  );
  return store.subscribe(CLUSTER_ROLES, () => {
    const type = cluster.types.find(
      'rbac.authorization.k8s.io',
      'v1',
      'clusterroles',
    );
    const roles = store.list(CLUSTER_ROLES);
    for (const role of roles) {
      const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors');
      const sources = roles.filter(
        other =>
          other !== role &&
          selectors.some(selector => selects(selector, other)),
      );
      const unique = new Map(
        sources
          .flatMap(source => listAt(source, 'rules'))
          .map(rule => [JSON.stringify(rule), rule]),
      );
      const rules = [...unique.values()];
      if (type && selectors.length > 0 && !equalJson(rules, role.rules)) {
        const change = (draft: StoredObject) => {
          draft.rules = rules;
        };
        tolerate(() => {
          changeObject(
            cluster,
            { type, name: role.metadata.name },
            change,
            write,
          );
        });
      }
    }
  });
}
