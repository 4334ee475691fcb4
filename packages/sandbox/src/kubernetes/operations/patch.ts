import { badRequest, unsupportedMediaType } from '../errors';
import { asJson, isJsonObject, type JsonObject } from '../json';
import { applyJsonPatch, mergePatch, strategicMergePatch } from '../patches';
import type { ServedType } from '../registry';
import type { Json, StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { trackUpdates } from './create';
import { decodeObject } from './decode';
import { settleNamespace } from './namespace-gate';
import { dropUnknownFields } from './schemas';
import { inVersion, liveObject, requireSameName } from './update';
import { replaceObject, type Target } from './write';

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';
export const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';
export const APPLY_PATCH = 'application/apply-patch+yaml';

/** Custom resources have no merge keys of the old kind, so that they take no strategic merge patch. */
export function patchTypesOf(type: ServedType): string[] {
  return type.custom
    ? [JSON_PATCH, MERGE_PATCH, APPLY_PATCH]
    : [JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH, APPLY_PATCH];
}

function patched(live: JsonObject, mediaType: string, patch: Json): JsonObject {
  if (mediaType === JSON_PATCH) {
    return applyJsonPatch(live, patch);
  }
  if (!isJsonObject(patch)) {
    throw badRequest('the patch is not a JSON object');
  }
  return mediaType === MERGE_PATCH
    ? mergePatch(live, patch)
    : strategicMergePatch(live, patch);
}

/**
 * Patches in JSON: RFC 6902, RFC 7386, strategic merge.
 *
 * @throws ApiError 404, 409, 415, 422
 */
export function patchObject(
  cluster: Cluster,
  target: Target,
  { mediaType, patch }: { mediaType: string; patch: Json },
  options: WriteOptions,
): StoredObject {
  const { type } = target;
  if (!patchTypesOf(type).includes(mediaType) || mediaType === APPLY_PATCH) {
    throw unsupportedMediaType(patchTypesOf(type));
  }
  const live = inVersion(type, liveObject(cluster, target));
  const proposed = decodeObject(type, patched(asJson(live), mediaType, patch));
  requireSameName(target, proposed);
  settleNamespace(target, proposed);
  dropUnknownFields(type, proposed, options);
  const track = trackUpdates(type, cluster, options, target.subresource);
  return replaceObject(cluster, target, { live, proposed, track }, options);
}
