import {
  createObject,
  type Cluster,
  internalWrite,
  storageKey,
} from '../operations';
import { BOOTSTRAP_RBAC } from '../rbac';
import { startCustomResources } from './custom-resources';
import { startGarbageCollector } from './garbage-collector';
import { startNamespaces } from './namespaces';
import { startRoleAggregation } from './role-aggregation';

const INITIAL_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** What kube-controller-manager and the API server's own controllers do, and what a new cluster contains. */
export function startControllers(cluster: Cluster): { stop(): void } {
  // A type's history begins when it is first looked at.
  cluster.types
    .all()
    .forEach(type => cluster.store.collection(storageKey(type)));
  const stops = [
    startCustomResources(cluster),
    startNamespaces(cluster),
    startRoleAggregation(cluster),
    startGarbageCollector(cluster),
  ];
  const write = internalWrite('system:apiserver');
  const create = (
    apiVersion: string,
    kind: string,
    object: Parameters<typeof createObject>[2],
  ) => {
    const type = cluster.types.ofKind(apiVersion, kind);
    if (type) {
      createObject(cluster, { type }, object, write);
    }
  };
  INITIAL_NAMESPACES.forEach(name =>
    create('v1', 'Namespace', { metadata: { name } }),
  );
  BOOTSTRAP_RBAC.forEach(object =>
    create('rbac.authorization.k8s.io/v1', String(object.kind), object),
  );
  return { stop: () => stops.forEach(stop => stop()) };
}
