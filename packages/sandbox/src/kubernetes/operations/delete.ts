import { conflict, forbidden } from '../errors';
import { asJson, asStored, cloneJson, isString, timestamp } from '../json';
import type { StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { inVersion, liveObject } from './update';
import { admissionRequest, isReleased, storageKey, type Target } from './write';

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  uid?: string;
  resourceVersion?: string;
  propagationPolicy?: PropagationPolicy;
}

export const FOREGROUND_FINALIZER = 'foregroundDeletion';
export const ORPHAN_FINALIZER = 'orphan';

const IMMORTAL_NAMESPACES = new Set(['default', 'kube-system', 'kube-public']);

/** @throws ApiError 409 when it is another object than the caller meant */
function checkPreconditions(
  { type, name }: Target,
  live: StoredObject,
  options: DeleteOptions,
): void {
  // The API server names the kind here, where it names the resource elsewhere.
  const about = { group: type.group, resource: type.kind };
  if (options.uid && options.uid !== live.metadata.uid) {
    throw conflict(
      about,
      name,
      `the UID in the precondition (${options.uid}) does not match the UID in record (${live.metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    options.resourceVersion &&
    options.resourceVersion !== live.metadata.resourceVersion
  ) {
    throw conflict(
      about,
      name,
      `the ResourceVersion in the precondition (${options.resourceVersion}) does not match the ResourceVersion in record (${live.metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

function finalizersFor(
  live: StoredObject,
  policy: PropagationPolicy | undefined,
): string[] {
  const present = (live.metadata.finalizers ?? []).filter(isString);
  if (!policy) {
    return present;
  }
  const others = present.filter(
    name => name !== FOREGROUND_FINALIZER && name !== ORPHAN_FINALIZER,
  );
  if (policy === 'Foreground') {
    return [...others, FOREGROUND_FINALIZER];
  }
  return policy === 'Orphan' ? [...others, ORPHAN_FINALIZER] : others;
}

/**
 * Deletes, or marks for deletion what finalizers still hold.
 *
 * @returns the object as it is now, and whether it is gone
 * @throws ApiError 404, 409
 */
export function deleteObject(
  cluster: Cluster,
  target: Target,
  deletion: DeleteOptions,
  options: WriteOptions,
): { object: StoredObject; gone: boolean } {
  const { type, name } = target;
  const live = liveObject(cluster, target);
  if (
    type.resource === 'namespaces' &&
    type.group === '' &&
    IMMORTAL_NAMESPACES.has(name)
  ) {
    throw forbidden(type, name, 'this namespace may not be deleted');
  }
  checkPreconditions(target, live, deletion);
  if (!cluster.admission.isEmpty) {
    cluster.admission.validate({
      ...admissionRequest(target, 'DELETE', options),
      oldObject: inVersion(type, live),
    });
  }
  const marked = cloneJson(live);
  const { metadata } = marked;
  const finalizers = finalizersFor(live, deletion.propagationPolicy);
  delete metadata.finalizers;
  if (finalizers.length > 0) {
    metadata.finalizers = finalizers;
  }
  if (!metadata.deletionTimestamp) {
    metadata.deletionTimestamp = timestamp(cluster.now());
    metadata.deletionGracePeriodSeconds = 0;
    if (metadata.generation) {
      metadata.generation += 1;
    }
    if (marked.kind === 'Namespace') {
      marked.status = { phase: 'Terminating' };
    }
  }
  if (isReleased(asJson(marked))) {
    return {
      object: options.dryRun
        ? live
        : cluster.store.remove(storageKey(type), live),
      gone: true,
    };
  }
  const changed = JSON.stringify(marked) !== JSON.stringify(live);
  return {
    object:
      options.dryRun || !changed
        ? marked
        : cluster.store.put(storageKey(type), asStored(marked)),
    gone: false,
  };
}
