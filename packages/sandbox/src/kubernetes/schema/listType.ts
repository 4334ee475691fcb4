import type { Json } from '../types';
import { duplicate, type FieldError } from './errors';
import { canonicalJson, isJsonObject, type JsonObject } from './json';
import type { SchemaNode } from './node';

/** What must be unique in `x-kubernetes-list-type: set` and `map`. */
export function validateListType(
  items: Json[],
  node: SchemaNode,
  path: string,
): FieldError[] {
  if (node.listType === 'set') {
    return duplicates(items, path, canonicalJson);
  }
  if (node.listType === 'map') {
    return duplicates(items, path, item =>
      canonicalJson(keysOf(item, node.listMapKeys)),
    );
  }
  return [];
}

function keysOf(item: Json, names: string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap(name =>
      isJsonObject(item) && item[name] !== undefined
        ? [[name, item[name]]]
        : [],
    ),
  );
}

function duplicates(
  items: Json[],
  path: string,
  identity: (item: Json) => string,
): FieldError[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const id = identity(item);
    if (seen.has(id)) {
      return [duplicate(`${path}[${index}]`, item)];
    }
    seen.add(id);
    return [];
  });
}
