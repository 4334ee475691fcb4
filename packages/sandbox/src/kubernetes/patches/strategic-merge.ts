import { badRequest } from '../errors';
import {
  equalJson,
  isJsonObject,
  isString,
  type JsonObject,
  listAt,
  without,
} from '../json';
import type { Json } from '../types';

/**
 * By which field the items of a list are told apart: `patchMergeKey` of the built-in types. Lists of fields that are not
 * here are replaced as a whole. (kubernetes/kubernetes api/openapi-spec/swagger.json)
 */
const MERGE_KEYS: Record<string, string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  ports: ['containerPort', 'port'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  podIPs: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  ownerReferences: ['uid'],
  conditions: ['type'],
};
const MERGED_SETS = ['finalizers'];
const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';
const ELEMENT_ORDER = '$setElementOrder/';

function isDirective(key: string): boolean {
  return key.startsWith('$');
}

function mergeKey(field: string, items: Json[]): string | undefined {
  return MERGE_KEYS[field]?.find(key =>
    items.some(item => isJsonObject(item) && item[key] !== undefined),
  );
}

function mergeKeyedList(live: Json[], patch: Json[], key: string): Json[] {
  if (patch.some(item => isJsonObject(item) && item.$patch === 'replace')) {
    return patch.filter(
      item => !(isJsonObject(item) && item.$patch !== undefined),
    );
  }
  const merged = [...live];
  for (const item of patch) {
    if (!isJsonObject(item) || item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const index = merged.findIndex(
      other => isJsonObject(other) && equalJson(other[key], item[key]),
    );
    const present = index === -1 ? undefined : merged[index];
    if (item.$patch === 'delete') {
      merged.splice(index === -1 ? merged.length : index, 1);
    } else if (isJsonObject(present)) {
      merged[index] = strategicMergePatch(present, item);
    } else {
      merged.push(strategicMergePatch({}, item));
    }
  }
  return merged;
}

function mergeList(field: string, live: Json[], patch: Json[]): Json[] {
  const key = mergeKey(field, [...patch, ...live]);
  if (key) {
    return mergeKeyedList(live, patch, key);
  }
  return MERGED_SETS.includes(field)
    ? [...live, ...patch.filter(item => !live.includes(item))]
    : patch;
}

/** Sorts a merged list as `$setElementOrder` says; what it does not name keeps its place behind. */
function ordered(field: string, items: Json[], order: Json[]): Json[] {
  const key = mergeKey(field, order);
  const position = (item: Json) =>
    order.findIndex(wanted =>
      key && isJsonObject(wanted) && isJsonObject(item)
        ? equalJson(wanted[key], item[key])
        : equalJson(wanted, item),
    );
  const rank = (item: Json) =>
    position(item) === -1 ? order.length : position(item);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/**
 * A strategic merge patch of a built-in type, with its directives.
 *
 * @throws ApiError 400 when a list item lacks its merge key
 */
export function strategicMergePatch(
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  if (patch.$patch === 'replace') {
    return without(patch, '$patch');
  }
  if (patch.$patch === 'delete') {
    return {};
  }
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const present = merged.get(key);
    if (isDirective(key)) {
      continue;
    }
    if (value === null) {
      merged.delete(key);
    } else if (isJsonObject(value)) {
      merged.set(
        key,
        strategicMergePatch(isJsonObject(present) ? present : {}, value),
      );
    } else if (Array.isArray(value)) {
      merged.set(
        key,
        mergeList(key, Array.isArray(present) ? present : [], value),
      );
    } else {
      merged.set(key, value);
    }
  }
  applyDirectives(merged, patch);
  return Object.fromEntries(merged);
}

function applyDirectives(merged: Map<string, Json>, patch: JsonObject): void {
  for (const [key, value] of Object.entries(patch)) {
    const values: Json[] = Array.isArray(value) ? value : [];
    if (key.startsWith(DELETE_FROM_LIST)) {
      const field = key.slice(DELETE_FROM_LIST.length);
      const present = listAt(Object.fromEntries(merged), field);
      merged.set(
        field,
        present.filter(item => !values.includes(item)),
      );
    } else if (key.startsWith(ELEMENT_ORDER)) {
      const field = key.slice(ELEMENT_ORDER.length);
      const present = merged.get(field);
      if (Array.isArray(present)) {
        merged.set(field, ordered(field, present, values));
      }
    } else if (key === '$retainKeys') {
      const retained = new Set(values.filter(isString));
      [...merged.keys()]
        .filter(field => !retained.has(field))
        .forEach(field => merged.delete(field));
    }
  }
}
