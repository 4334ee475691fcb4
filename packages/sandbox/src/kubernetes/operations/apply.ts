import { applyServerSide, conflictStatus } from '../apply';
import { ApiError, badRequest, notFound } from '../errors';
import { asJson, at, cloneJson, type JsonObject, stringAt } from '../json';
import type { Json, StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { createObject } from './create';
import { decodeObject } from './decode';
import { writeContext } from './field-ownership';
import { settleNamespace } from './namespace-gate';
import { dropUnknownFields } from './schemas';
import { inVersion, requireSameName } from './update';
import { replaceObject, storageKey, type Target } from './write';

/** The managers are in the merged object already. */
const keepOwnership = (_live: unknown, draft: JsonObject) => draft;

/**
 * Server-side apply: creates or merges, and records the manager's fields.
 *
 * @throws ApiError 409 when another manager owns a field and `force` is not set
 */
export function applyObject(
  cluster: Cluster,
  target: Target,
  { applied, force }: { applied: Json; force: boolean },
  options: WriteOptions,
): { object: StoredObject; created: boolean } {
  const { type, name, namespace, subresource } = target;
  const body = decodeObject(type, cloneJson(applied));
  requireSameName(target, body);
  settleNamespace(target, body);
  if (at(applied, 'metadata', 'managedFields') ?? undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  dropUnknownFields(type, body, options);
  const found = cluster.store.get(storageKey(type), name, namespace);
  if (!found && subresource) {
    throw notFound(type, name);
  }
  const live = found && inVersion(type, found);
  const result = applyServerSide({
    ...writeContext(type, {
      manager: options.manager,
      subresource,
      now: cluster.now(),
    }),
    live: live && asJson(live),
    applied: body,
    force,
  });
  if ('conflicts' in result) {
    throw new ApiError(conflictStatus(result.conflicts));
  }
  if (!live) {
    if (stringAt(body, 'metadata', 'uid')) {
      throw notFound(type, name);
    }
    return {
      object: createObject(
        cluster,
        target,
        result.object,
        options,
        keepOwnership,
      ),
      created: true,
    };
  }
  return {
    object: replaceObject(
      cluster,
      target,
      { live, proposed: result.object, track: keepOwnership },
      options,
    ),
    created: false,
  };
}
