import { listAt } from '../json';
import {
  changeObject,
  type Cluster,
  createObject,
  deleteObject,
  internalWrite,
  storageKey,
} from '../operations';
import type { StoredObject } from '../types';
import { tolerate } from './tolerate';
import { WorkQueue } from './work-queue';

const write = internalWrite(
  'system:serviceaccount:kube-system:namespace-controller',
);

/** Empties namespaces that are being deleted, then lets them go; gives new ones their default ServiceAccount. */
export function startNamespaces(cluster: Cluster): () => void {
  const { store, types } = cluster;

  const ensureServiceAccount = (namespace: string) => {
    const type = types.find('', 'v1', 'serviceaccounts');
    if (type && !store.get('serviceaccounts', 'default', namespace)) {
      createObject(
        cluster,
        { type, namespace },
        { metadata: { name: 'default' } },
        write,
      );
    }
  };

  /** @returns what finalizers still hold */
  const empty = (namespace: string): StoredObject[] => {
    const namespaced = types.all().filter(type => type.namespaced);
    for (const type of namespaced) {
      for (const { metadata } of store.list(storageKey(type), namespace)) {
        const target = { type, name: metadata.name, namespace };
        tolerate(() =>
          deleteObject(
            cluster,
            target,
            { propagationPolicy: 'Background' },
            write,
          ),
        );
      }
    }
    return namespaced.flatMap(type => store.list(storageKey(type), namespace));
  };

  const finish = (name: string) => {
    const type = types.find('', 'v1', 'namespaces');
    if (type) {
      const change = (draft: StoredObject) => {
        draft.spec = {};
      };
      changeObject(
        cluster,
        { type, name, subresource: 'finalize' },
        change,
        write,
      );
    }
  };

  const queue = new WorkQueue(name => {
    const namespace = store.get('namespaces', name);
    if (!namespace) {
      return;
    }
    if (!namespace.metadata.deletionTimestamp) {
      ensureServiceAccount(name);
    } else if (
      empty(name).length === 0 &&
      listAt(namespace, 'spec', 'finalizers').length > 0
    ) {
      finish(name);
    }
  });
  const unsubscribe = store.subscribe('*', ({ type, object, resource }) => {
    const { name, namespace } = object.metadata;
    if (resource === 'namespaces' && type !== 'DELETED') {
      queue.add(name);
    } else if (namespace && type === 'DELETED') {
      queue.add(namespace);
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
