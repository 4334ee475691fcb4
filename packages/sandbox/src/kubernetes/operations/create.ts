import { alreadyExists, failure, methodNotAllowed } from '../errors';
import {
  asStored,
  cloneJson,
  type JsonObject,
  objectAt,
  stringAt,
  timestamp,
} from '../json';
import type { ServedType } from '../registry';
import type { Json, StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { decodeObject } from './decode';
import { trackOwnership } from './field-ownership';
import { requireNamespace, settleNamespace } from './namespace-gate';
import { dropUnknownFields, schemaOf } from './schemas';
import { strategyOf } from './strategies';
import { admit, storageKey, type Target } from './write';

const GENERATED_NAME_LENGTH = 63;
const SUFFIX_LENGTH = 5;
const ATTEMPTS = 8;

/** Records who owns the fields of what is written. */
export type Track = (
  live: JsonObject | undefined,
  draft: JsonObject,
) => JsonObject;

export function trackUpdates(
  type: ServedType,
  cluster: Cluster,
  options: WriteOptions,
  subresource?: string,
): Track {
  return (live, draft) =>
    trackOwnership(type, live, draft, {
      manager: options.manager,
      subresource,
      now: cluster.now(),
    });
}

function generatedName(cluster: Cluster, base: string): string {
  return `${base.slice(
    0,
    GENERATED_NAME_LENGTH - SUFFIX_LENGTH,
  )}${cluster.suffix()}`;
}

function freshMetadata(
  cluster: Cluster,
  type: ServedType,
  metadata: JsonObject,
): JsonObject {
  const {
    name,
    generateName,
    namespace,
    labels,
    annotations,
    ownerReferences,
    finalizers,
    managedFields,
  } = metadata;
  const given = {
    labels,
    annotations,
    ownerReferences,
    finalizers,
    managedFields,
  };
  return {
    name,
    ...(generateName !== undefined && { generateName }),
    ...(namespace !== undefined && { namespace }),
    uid: cluster.uid(),
    resourceVersion: '',
    ...(type.countsGenerations && { generation: 1 }),
    creationTimestamp: timestamp(cluster.now()),
    ...Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ),
  };
}

function createNamed(
  cluster: Cluster,
  target: Target,
  object: JsonObject,
  track: Track,
  options: WriteOptions,
): StoredObject {
  const { type, name, namespace } = target;
  const draft: JsonObject = cloneJson({
    ...object,
    metadata: freshMetadata(cluster, type, objectAt(object, 'metadata') ?? {}),
  });
  strategyOf(type).prepareCreate?.(draft);
  dropUnknownFields(type, draft, options);
  if (type.openApiSchema) {
    schemaOf(type).applyDefaults(draft);
  }
  strategyOf(type).prepare?.(draft);
  const admitted = admit(cluster, target, draft, undefined, options);
  const finalName = stringAt(admitted, 'metadata', 'name') ?? name;
  if (cluster.store.get(storageKey(type), finalName, namespace)) {
    throw alreadyExists(type, finalName);
  }
  const created = asStored(track(undefined, admitted));
  return options.dryRun
    ? created
    : cluster.store.put(storageKey(type), created);
}

/**
 * @param body - as the client sent it
 * @throws ApiError 409 when it exists, 422 when it is not valid, 404 or 403 when its namespace takes nothing
 */
export function createObject(
  cluster: Cluster,
  request: { type: ServedType; namespace?: string },
  body: Json,
  options: WriteOptions,
  track: Track = trackUpdates(request.type, cluster, options),
): StoredObject {
  const { type, namespace } = request;
  if (type.namespaced && !namespace) {
    throw methodNotAllowed();
  }
  const object = decodeObject(type, body);
  const metadata = objectAt(object, 'metadata') ?? {};
  if (stringAt(metadata, 'resourceVersion')) {
    throw failure(
      500,
      '',
      'resourceVersion should not be set on objects to be created',
    );
  }
  const base = stringAt(metadata, 'name')
    ? undefined
    : stringAt(metadata, 'generateName');
  for (let attempt = 1; ; attempt += 1) {
    if (base) {
      metadata.name = generatedName(cluster, base);
    }
    const target = { type, name: stringAt(metadata, 'name') ?? '', namespace };
    settleNamespace(target, object);
    requireNamespace(cluster, target);
    try {
      return createNamed(
        cluster,
        target,
        { ...object, metadata: { name: '', ...metadata } },
        track,
        options,
      );
    } catch (error) {
      const taken =
        error instanceof Error &&
        'reason' in error &&
        error.reason === 'AlreadyExists';
      if (!base || !taken || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}
