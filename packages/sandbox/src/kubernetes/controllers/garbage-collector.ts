import {
  changeObject,
  type Cluster,
  deleteObject,
  FOREGROUND_FINALIZER,
  internalWrite,
  ORPHAN_FINALIZER,
  type PropagationPolicy,
} from '../operations';
import type { ServedType } from '../registry';
import { keyOf, type StoreEvent } from '../store';
import type { StoredObject } from '../types';
import { Dependents, type Location, locationOf, ownersOf } from './owners';
import { tolerate } from './tolerate';
import { WorkQueue } from './work-queue';

const write = internalWrite(
  'system:serviceaccount:kube-system:generic-garbage-collector',
);

function typeAt(
  cluster: Cluster,
  { resource }: Location,
): ServedType | undefined {
  const dot = resource.indexOf('.');
  return cluster.types.preferred(
    dot === -1
      ? { group: '', resource }
      : { group: resource.slice(dot + 1), resource: resource.slice(0, dot) },
  );
}

/**
 * Deletes objects whose owners are gone, in the background or, with finalizer `foregroundDeletion`, before the owner;
 * with finalizer `orphan` takes the owner off them. (pkg/controller/garbagecollector)
 */
export function startGarbageCollector(cluster: Cluster): () => void {
  const { store } = cluster;
  const dependents = new Dependents(store);
  const locations = new Map<string, Location>();

  const remove = (
    location: Location,
    object: StoredObject,
    policy: PropagationPolicy,
  ) => {
    const type = typeAt(cluster, location);
    const { uid, deletionTimestamp } = object.metadata;
    if (type && !deletionTimestamp) {
      const target = {
        type,
        name: location.name,
        namespace: location.namespace,
      };
      tolerate(() =>
        deleteObject(
          cluster,
          target,
          { uid, propagationPolicy: policy },
          write,
        ),
      );
    }
  };
  const change = (location: Location, edit: (draft: StoredObject) => void) => {
    const type = typeAt(cluster, location);
    if (type) {
      const target = {
        type,
        name: location.name,
        namespace: location.namespace,
      };
      tolerate(() => changeObject(cluster, target, edit, write));
    }
  };
  const dropFinalizer = (location: Location, finalizer: string) =>
    change(location, draft => {
      draft.metadata.finalizers = draft.metadata.finalizers?.filter(
        name => name !== finalizer,
      );
    });
  const dropOwners = (location: Location, gone: (uid: string) => boolean) =>
    change(location, draft => {
      draft.metadata.ownerReferences = ownersOf(draft).filter(
        owner => !gone(owner.uid),
      );
    });

  /** An object that names owners: goes when none of them is left. */
  const considerDependent = (location: Location, object: StoredObject) => {
    const owners = ownersOf(object);
    const left = owners.filter(owner => dependents.isAlive(owner.uid));
    if (owners.length > 0 && left.length === 0) {
      remove(location, object, 'Background');
    } else if (left.length < owners.length) {
      dropOwners(location, uid => !dependents.isAlive(uid));
    }
  };

  /** An owner on its way out. */
  const considerOwner = (location: Location, object: StoredObject) => {
    const { uid, finalizers = [] } = object.metadata;
    const owned = dependents.of(uid);
    if (finalizers.includes(ORPHAN_FINALIZER)) {
      owned.forEach(dependent =>
        dropOwners(dependent.location, owner => owner === uid),
      );
      dropFinalizer(location, ORPHAN_FINALIZER);
    } else if (finalizers.includes(FOREGROUND_FINALIZER)) {
      const isOther = (dependent: StoredObject) =>
        ownersOf(dependent).some(
          owner => owner.uid !== uid && dependents.isAlive(owner.uid),
        );
      owned
        .filter(dependent => !isOther(dependent.object))
        .forEach(dependent =>
          remove(dependent.location, dependent.object, 'Foreground'),
        );
      const blocking = dependents
        .of(uid)
        .filter(dependent =>
          ownersOf(dependent.object).some(
            owner =>
              owner.uid === uid &&
              owner.blockOwnerDeletion &&
              !isOther(dependent.object),
          ),
        );
      if (blocking.length === 0) {
        dropFinalizer(location, FOREGROUND_FINALIZER);
      }
    }
  };

  const queue = new WorkQueue(key => {
    const location = locations.get(key);
    const object =
      location &&
      store.get(location.resource, location.name, location.namespace);
    locations.delete(key);
    if (!location || !object) {
      return;
    }
    if (object.metadata.deletionTimestamp) {
      considerOwner(location, object);
    } else {
      considerDependent(location, object);
    }
  });
  const enqueue = (location: Location) => {
    const key = `${location.resource}/${keyOf(
      location.name,
      location.namespace,
    )}`;
    locations.set(key, location);
    queue.add(key);
  };
  const enqueueOwners = (event: StoreEvent) => {
    for (const { apiVersion, kind, name } of ownersOf(
      event.previous ?? event.object,
    )) {
      const type = cluster.types.ofKind(apiVersion, kind);
      if (type) {
        const resource = type.group
          ? `${type.resource}.${type.group}`
          : type.resource;
        const namespace = type.namespaced
          ? event.object.metadata.namespace
          : undefined;
        enqueue({ resource, name, namespace });
      }
    }
  };

  const unsubscribe = store.subscribe('*', event => {
    dependents.record(event);
    if (event.type === 'DELETED') {
      dependents
        .of(event.object.metadata.uid)
        .forEach(({ location }) => enqueue(location));
      enqueueOwners(event);
    } else if (
      ownersOf(event.object).length > 0 ||
      event.object.metadata.deletionTimestamp
    ) {
      enqueue(locationOf(event));
    }
    if (event.type === 'MODIFIED' && ownersOf(event.previous).length > 0) {
      enqueueOwners(event);
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
