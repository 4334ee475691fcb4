import { isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';

function merge(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) {
    return patch;
  }
  return mergePatch(isJsonObject(target) ? target : {}, patch);
}

/** RFC 7386. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(key);
    } else {
      merged.set(key, merge(merged.get(key), value));
    }
  }
  return Object.fromEntries(merged);
}
