import type { Json } from '../types';

export type JsonObject = { [key: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectField(
  value: Json | undefined,
  key: string,
): JsonObject | undefined {
  const field = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(field) ? field : undefined;
}

export function arrayField(
  value: Json | undefined,
  key: string,
): Json[] | undefined {
  const field = isJsonObject(value) ? value[key] : undefined;
  return Array.isArray(field) ? field : undefined;
}

export function stringField(
  value: Json | undefined,
  key: string,
): string | undefined {
  const field = isJsonObject(value) ? value[key] : undefined;
  return typeof field === 'string' ? field : undefined;
}

export function numberField(
  value: Json | undefined,
  key: string,
): number | undefined {
  const field = isJsonObject(value) ? value[key] : undefined;
  return typeof field === 'number' ? field : undefined;
}

export function strings(values: Json[] | undefined): string[] {
  return (values ?? []).filter(
    (value): value is string => typeof value === 'string',
  );
}

/** One text for equal values, whatever the order of their keys. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (isJsonObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}

export function equalJson(left: Json, right: Json): boolean {
  if (left === right) {
    return true;
  }
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => equalJson(item, right[index]))
    );
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        key => Object.hasOwn(right, key) && equalJson(left[key], right[key]),
      )
    );
  }
  return false;
}

export function cloneJson<T extends Json>(value: T): T {
  return structuredClone(value);
}
