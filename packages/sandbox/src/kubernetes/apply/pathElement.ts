import { isJsonObject, type JsonObject } from '../json';
import { canonicalJson } from '../schema/canonicalJson';
import type { Json } from '../types';
import type { ListType } from './mergeType';

/**
 * One step of a path in an object as `fieldsV1` writes it: `f:<name>`, `k:<keys of a list item>` or `v:<value in a set>`.
 */
export type PathElement = string;

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

/** The name that a step into an object takes; nothing for a step into a list. */
export function fieldName(element: PathElement): string | undefined {
  return element.startsWith('f:') ? element.slice(2) : undefined;
}

/** How an item of an associative list is told from the others; nothing when it cannot be. */
export function itemElement(
  item: Json,
  type: ListType,
): PathElement | undefined {
  if (type.relationship === 'set') {
    const isScalar = item !== null && typeof item !== 'object';
    return isScalar ? `v:${canonicalJson(item)}` : undefined;
  }
  if (!isJsonObject(item)) {
    return undefined;
  }
  const keys: JsonObject = {};
  for (const { name, fallback } of type.keys) {
    const value = item[name] ?? fallback;
    if (value !== undefined) {
      keys[name] = value;
    }
  }
  return Object.keys(keys).length > 0 ? `k:${canonicalJson(keys)}` : undefined;
}

/** As conflicts name it: `.spec`, `[name="web"]`, `[="a"]`. */
export function printElement(element: PathElement): string {
  const content = element.slice(2);
  if (element.startsWith('f:')) {
    return `.${content}`;
  }
  const value: Json = JSON.parse(content);
  if (element.startsWith('k:') && isJsonObject(value)) {
    const keys = Object.entries(value).map(
      ([name, key]) => `${name}=${JSON.stringify(key)}`,
    );
    return `[${keys.join(',')}]`;
  }
  return `[=${content}]`;
}
