import { badRequest, notFound, unprocessable } from '../errors';
import {
  asJson,
  cloneJson,
  type JsonObject,
  objectAt,
  stringAt,
} from '../json';
import { apiVersionOf } from '../registry';
import { invalid } from '../schema';
import type { Json, StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { createObject, trackUpdates } from './create';
import { decodeObject } from './decode';
import { settleNamespace } from './namespace-gate';
import { dropUnknownFields } from './schemas';
import { replaceObject, storageKey, type Target } from './write';

/** @throws ApiError 404 */
export function liveObject(
  cluster: Cluster,
  { type, name, namespace }: Target,
): StoredObject {
  const live = cluster.store.get(storageKey(type), name, namespace);
  if (!live) {
    throw notFound(type, name);
  }
  return live;
}

/** A stored object in the version of the request; fields are the same in all of them (conversion strategy None). */
export function inVersion(
  target: Target['type'],
  object: StoredObject,
): StoredObject {
  const apiVersion = apiVersionOf(target);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}

/** @throws ApiError 400 when the body is about another object than the path */
export function requireSameName(target: Target, object: JsonObject): void {
  const metadata = objectAt(object, 'metadata') ?? {};
  const name = stringAt(metadata, 'name');
  if (name && name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name})`,
    );
  }
  metadata.name = target.name;
}

/** PUT. */
export function updateObject(
  cluster: Cluster,
  target: Target,
  body: Json,
  options: WriteOptions,
): { object: StoredObject; created: boolean } {
  const { type, name, namespace, subresource } = target;
  const proposed = decodeObject(type, body);
  requireSameName(target, proposed);
  settleNamespace(target, proposed);
  const found = cluster.store.get(storageKey(type), name, namespace);
  const version = stringAt(proposed, 'metadata', 'resourceVersion');
  if (!found && type.createOnUpdate && !subresource && !version) {
    return {
      object: createObject(cluster, target, proposed, options),
      created: true,
    };
  }
  const live = inVersion(type, liveObject(cluster, target));
  if (!version && !type.unconditionalUpdate) {
    throw unprocessable(type, name, [
      invalid('metadata.resourceVersion', 0, 'must be specified for an update'),
    ]);
  }
  dropUnknownFields(type, proposed, options);
  const track = trackUpdates(type, cluster, options, subresource);
  return {
    object: replaceObject(cluster, target, { live, proposed, track }, options),
    created: false,
  };
}

/** Changes a copy of the live object and writes it. */
export function changeObject(
  cluster: Cluster,
  target: Target,
  change: (draft: StoredObject) => void,
  options: WriteOptions,
): StoredObject {
  const { type, subresource } = target;
  const live = inVersion(type, liveObject(cluster, target));
  const draft = cloneJson(live);
  change(draft);
  const proposed = decodeObject(type, asJson(draft));
  const track = trackUpdates(type, cluster, options, subresource);
  return replaceObject(cluster, target, { live, proposed, track }, options);
}
