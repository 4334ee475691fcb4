import type { JsonValue } from '@cluster-self-service/iam-policy';
import * as z from 'zod';

export type { JsonValue };

/** A map of JSON values. */
export type JsonObject = { [key: string]: JsonValue };

const MAX_DEPTH = 64;

function isJsonValue(value: unknown, depth: number): value is JsonValue {
  if (depth > MAX_DEPTH) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.every(item => isJsonValue(item, depth + 1));
  }
  if (typeof value === 'object' && value !== null) {
    return (
      isPlain(value) &&
      Object.entries(value).every(
        ([key, item]) => isWhole(key) && isJsonValue(item, depth + 1),
      )
    );
  }
  return (
    value === null ||
    (typeof value === 'string' && isWhole(value)) ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

/** Whether no character is half of a surrogate pair. */
function isWhole(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && !Array.isArray(value) && isJsonValue(value, 0)
  );
}

/** Free data: a map of texts, numbers, booleans, nulls, lists and maps, at most 64 levels deep. It is passed on as it is. */
export const jsonObject = z.custom<JsonObject>(
  value => value !== null && isJsonObject(value),
  'give a map of texts, numbers, booleans, nulls, lists and maps, at most 64 levels deep',
);

/** The same data with each text, keys included, run through `change`. */
export function mapTexts(
  data: JsonObject,
  change: (text: string) => string,
): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      change(key),
      mapValue(value, change),
    ]),
  );
}

function mapValue(
  value: JsonValue,
  change: (text: string) => string,
): JsonValue {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => mapValue(item, change));
  }
  return typeof value === 'object' && value !== null
    ? mapTexts(value, change)
    : value;
}

/** Each text of the data, keys included. */
export function textsOf(data: JsonObject): string[] {
  const texts: string[] = [];
  mapTexts(data, text => {
    texts.push(text);
    return text;
  });
  return texts;
}
