import { isJsonObject, type JsonObject } from '../json';
import { canonicalJson } from './canonicalJson';
import type { Json } from '../types';
import { duplicate, invalid, type FieldError } from './errors';
import type { SchemaNode } from './node';

/** What must be unique in `x-kubernetes-list-type: set` and `map`. */
export function validateListType(
  items: Json[],
  node: SchemaNode,
  path: string,
): FieldError[] {
  if (node.listType === 'set') {
    return duplicates(items, path);
  }
  if (node.listType === 'map') {
    const stray = items.findIndex(item => item !== null && !isJsonObject(item));
    if (stray >= 0) {
      const detail = 'must be an object for an array of list-type map';
      return [invalid(`${path}[${stray}]`, items[stray], detail)];
    }
    return duplicates(
      items.map(item => keysOf(item, node.listMapKeys)),
      path,
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

function duplicates(identities: Json[], path: string): FieldError[] {
  const seen = new Set<string>();
  return identities.flatMap((identity, index) => {
    const text = canonicalJson(identity);
    if (seen.has(text)) {
      return [duplicate(`${path}[${index}]`, identity)];
    }
    seen.add(text);
    return [];
  });
}
