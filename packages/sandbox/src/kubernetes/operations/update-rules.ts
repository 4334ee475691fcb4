import { equalJson, type JsonObject, objectAt, without } from '../json';
import { hasStatus, type ServedType } from '../registry';
import type { Target } from './write';

/** The desired state: what `metadata.generation` counts the changes of. */
function desiredState(type: ServedType, object: JsonObject): JsonObject {
  if (type.custom) {
    return without(object, 'metadata', ...(hasStatus(type) ? ['status'] : []));
  }
  return { spec: object.spec ?? null };
}

export function nextGeneration(
  type: ServedType,
  live: JsonObject,
  draft: JsonObject,
): number | undefined {
  const generation = Number(objectAt(live, 'metadata')?.generation ?? 0);
  if (!type.countsGenerations) {
    return generation || undefined;
  }
  return equalJson(desiredState(type, live), desiredState(type, draft))
    ? generation
    : generation + 1;
}

/** What an update may change: not the identity, and only its part of an object with subresource `status`. */
export function restrict(
  target: Target,
  live: JsonObject,
  proposed: JsonObject,
): JsonObject {
  const { type, subresource } = target;
  const own = objectAt(live, 'metadata') ?? {};
  const given = objectAt(proposed, 'metadata') ?? {};
  const metadata: JsonObject = {
    ...given,
    name: own.name,
    ...(own.namespace !== undefined && { namespace: own.namespace }),
    uid: own.uid,
    resourceVersion: own.resourceVersion,
    creationTimestamp: own.creationTimestamp,
  };
  for (const kept of [
    'generateName',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
  ]) {
    delete metadata[kept];
    if (own[kept] !== undefined) {
      metadata[kept] = own[kept];
    }
  }
  if (subresource === 'status') {
    const { status } = proposed;
    const kept = type.custom
      ? { ...own }
      : { ...metadata, finalizers: own.finalizers };
    return {
      ...without(live, 'status'),
      metadata: {
        ...kept,
        ...(given.managedFields && { managedFields: given.managedFields }),
      },
      ...(status !== undefined && { status }),
    };
  }
  const draft: JsonObject = { ...proposed, metadata };
  if (subresource !== 'finalize' && hasStatus(type)) {
    delete draft.status;
    if (live.status !== undefined) {
      draft.status = live.status;
    }
  }
  if (
    type.resource === 'namespaces' &&
    type.group === '' &&
    subresource !== 'finalize'
  ) {
    draft.spec = live.spec;
  }
  return draft;
}
