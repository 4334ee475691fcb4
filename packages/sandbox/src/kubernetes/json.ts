import type { Json, StoredObject } from './types';

export type JsonObject = { [key: string]: Json };

/** Shallow: what is inside came from JSON, too. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** What a path of keys leads to; `undefined` where it leads nowhere. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isJsonObject(current) || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = current[key];
  }
  return current;
}

export function stringAt(
  value: unknown,
  ...path: string[]
): string | undefined {
  const found = at(value, ...path);
  return isString(found) ? found : undefined;
}

export function objectAt(
  value: unknown,
  ...path: string[]
): JsonObject | undefined {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : undefined;
}

export function listAt(value: unknown, ...path: string[]): Json[] {
  const found: unknown = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function stringsAt(value: unknown, ...path: string[]): string[] {
  return listAt(value, ...path).filter(isString);
}

export function cloneJson<T>(value: T): T {
  const copy: T = JSON.parse(JSON.stringify(value));
  return copy;
}

/** Deep equality of JSON values; absent and `undefined` are the same. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equalJson(item, b[index]))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) {
    return false;
  }
  const other = b;
  const keys = Object.keys(a).filter(key => a[key] !== undefined);
  return (
    keys.length ===
      Object.keys(b).filter(key => other[key] !== undefined).length &&
    keys.every(
      key => Object.hasOwn(other, key) && equalJson(a[key], other[key]),
    )
  );
}

export function without(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => !keys.includes(key)),
  );
}

/** The object as plain JSON, to be walked generically. */
export function asJson(object: StoredObject): JsonObject {
  if (!isJsonObject(object)) {
    throw new TypeError('An object of the API is not a JSON object');
  }
  return object;
}

export function isStoredObject(value: unknown): value is StoredObject {
  const metadata = at(value, 'metadata');
  return (
    isString(at(value, 'apiVersion')) &&
    isString(at(value, 'kind')) &&
    ['name', 'uid', 'resourceVersion', 'creationTimestamp'].every(key =>
      isString(at(metadata, key)),
    )
  );
}

/** @throws TypeError when the metadata the API server fills in is missing */
export function asStored(value: unknown): StoredObject {
  if (!isStoredObject(value)) {
    throw new TypeError('An object without complete metadata cannot be stored');
  }
  return value;
}

/** A time as the API writes it: seconds, UTC. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
