import { conflict, unprocessable } from '../errors';
import {
  asJson,
  asStored,
  cloneJson,
  equalJson,
  type JsonObject,
  listAt,
  objectAt,
  stringAt,
} from '../json';
import type { ServedType } from '../registry';
import type { AdmissionRequest, StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { checkEscalation } from './escalation-gate';
import { metadataErrors, metadataUpdateErrors } from './metadata-rules';
import { schemaOf } from './schemas';
import { strategyOf } from './strategies';
import { nextGeneration, restrict } from './update-rules';

/** What a write is about. */
export interface Target {
  type: ServedType;
  name: string;
  namespace?: string;
  subresource?: string;
}

export function admissionRequest(
  { type, name, namespace, subresource }: Target,
  operation: AdmissionRequest['operation'],
  options: WriteOptions,
): AdmissionRequest {
  return {
    operation,
    resource: {
      group: type.group,
      resource: type.resource,
      version: type.version,
      subresource,
    },
    namespace,
    name,
    user: options.user,
    dryRun: options.dryRun,
  };
}

/** @throws ApiError 422 with everything that is wrong */
function validate(
  target: Target,
  draft: JsonObject,
  live: JsonObject | undefined,
): void {
  const { type } = target;
  const errors = [
    ...metadataErrors(type, draft),
    ...(live ? metadataUpdateErrors(draft, live) : []),
    ...(type.openApiSchema ? schemaOf(type).validate(draft) : []),
    ...(target.subresource
      ? []
      : strategyOf(type).validate?.(draft, live) ?? []),
  ];
  if (errors.length > 0) {
    throw unprocessable(
      type,
      stringAt(draft, 'metadata', 'name') ?? '',
      errors,
    );
  }
}

/** Mutating plugins, then validation, then validating plugins. */
export function admit(
  cluster: Cluster,
  target: Target,
  draft: JsonObject,
  live: StoredObject | undefined,
  options: WriteOptions,
): JsonObject {
  const request = admissionRequest(target, live ? 'UPDATE' : 'CREATE', options);
  let admitted = draft;
  if (!cluster.admission.isEmpty) {
    const mutated = cluster.admission.mutate({
      ...request,
      object: asStored(draft),
      oldObject: live,
    });
    admitted = mutated ? asJson(mutated) : draft;
  }
  validate(target, admitted, live && asJson(live));
  checkEscalation(cluster, target, admitted, options);
  if (!cluster.admission.isEmpty) {
    cluster.admission.validate({
      ...request,
      object: asStored(admitted),
      oldObject: live,
    });
  }
  return admitted;
}

/** Whether nothing holds the object back any more: it is deleted instead of written. */
export function isReleased(object: JsonObject): boolean {
  return (
    stringAt(object, 'metadata', 'deletionTimestamp') !== undefined &&
    listAt(object, 'metadata', 'finalizers').length === 0 &&
    (object.kind !== 'Namespace' ||
      listAt(object, 'spec', 'finalizers').length === 0)
  );
}

export interface Update {
  live: StoredObject;
  /** What the request asks for, of the type's version. */
  proposed: JsonObject;
  /** Records who owns the fields. */
  track(live: JsonObject, draft: JsonObject): JsonObject;
}

/**
 * Writes a changed object: every update, patch and apply of what exists ends here.
 *
 * @throws ApiError 409 when `proposed` is not of the newest resourceVersion, 422 when it is not valid
 */
export function replaceObject(
  cluster: Cluster,
  target: Target,
  { live, proposed, track }: Update,
  options: WriteOptions,
): StoredObject {
  const { type, name } = target;
  const version = stringAt(proposed, 'metadata', 'resourceVersion');
  const uid = stringAt(proposed, 'metadata', 'uid');
  if (uid && uid !== live.metadata.uid) {
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  if (version && version !== live.metadata.resourceVersion) {
    throw conflict(type, name);
  }
  const before = asJson(live);
  const draft = cloneJson(restrict(target, before, proposed));
  if (type.openApiSchema) {
    schemaOf(type).applyDefaults(draft);
  }
  if (!target.subresource) {
    strategyOf(type).prepare?.(draft);
  }
  const admitted = admit(cluster, target, draft, live, options);
  const generation = nextGeneration(type, before, admitted);
  const metadata = objectAt(admitted, 'metadata') ?? {};
  if (generation !== undefined) {
    metadata.generation = generation;
  }
  const updated = asStored(track(before, admitted));
  if (equalJson(updated, live)) {
    return live;
  }
  if (isReleased(asJson(updated))) {
    if (!options.dryRun) {
      cluster.store.remove(storageKey(type), live);
    }
    return updated;
  }
  return options.dryRun
    ? updated
    : cluster.store.put(storageKey(type), updated);
}

/** The key of a type in the store: the same for all its versions. */
export function storageKey({
  group,
  resource,
}: {
  group: string;
  resource: string;
}): string {
  return group ? `${resource}.${group}` : resource;
}
