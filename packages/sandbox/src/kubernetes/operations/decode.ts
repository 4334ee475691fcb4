import { badRequest } from '../errors';
import { isJsonObject, isString, type JsonObject, objectAt } from '../json';
import { apiVersionOf, type ServedType } from '../registry';
import type { Json } from '../types';

const META_STRINGS = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
];
const META_NUMBERS = ['generation', 'deletionGracePeriodSeconds'];
const META_MAPS = ['labels', 'annotations'];
const META_LISTS = ['ownerReferences', 'finalizers', 'managedFields'];

function goType(value: Json): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function wrongType(
  type: ServedType,
  value: Json,
  field: string,
  expected: string,
) {
  return badRequest(
    `${type.kind} in version "${type.version}" cannot be handled as a ${
      type.kind
    }: json: cannot unmarshal ${goType(
      value,
    )} into Go struct field ObjectMeta.metadata.${field} of type ${expected}`,
  );
}

function stringMap(type: ServedType, field: string, value: Json): JsonObject {
  if (!isJsonObject(value)) {
    throw wrongType(type, value, field, 'map[string]string');
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (item !== null && !isString(item)) {
        throw wrongType(type, item, field, 'string');
      }
      return [key, item ?? ''];
    }),
  );
}

/** The metadata in its usual order, without what ObjectMeta does not know and what is empty. */
export function normalizeMetadata(
  type: ServedType,
  metadata: JsonObject,
): JsonObject {
  const normal: JsonObject = {};
  const take = (
    fields: string[],
    check: (field: string, value: Json) => Json | undefined,
  ) => {
    for (const field of fields) {
      const value = metadata[field];
      const taken =
        value === undefined || value === null ? undefined : check(field, value);
      if (taken !== undefined) {
        normal[field] = taken;
      }
    }
  };
  take(META_STRINGS, (field, value) => {
    if (!isString(value)) {
      throw wrongType(type, value, field, 'string');
    }
    return value || undefined;
  });
  take(META_NUMBERS, (field, value) => {
    if (typeof value !== 'number') {
      throw wrongType(type, value, field, 'int64');
    }
    return value;
  });
  take(META_MAPS, (field, value) => {
    const map = stringMap(type, field, value);
    return Object.keys(map).length > 0 ? map : undefined;
  });
  take(META_LISTS, (field, value) => {
    if (!Array.isArray(value)) {
      throw wrongType(type, value, field, '[]string');
    }
    if (field === 'finalizers' && !value.every(isString)) {
      throw wrongType(type, value, field, 'string');
    }
    return value.length > 0 ? value : undefined;
  });
  return normal;
}

/**
 * The body of a request as an object of a type, with normal metadata.
 *
 * @throws ApiError 400 when it is of another type
 */
export function decodeObject(type: ServedType, body: Json): JsonObject {
  const expected = apiVersionOf(type);
  if (!isJsonObject(body)) {
    throw badRequest('the object provided is not a JSON object');
  }
  const { apiVersion = expected, kind = type.kind, metadata, ...rest } = body;
  if (
    kind !== type.kind ||
    (isString(apiVersion) && !sameGroup(apiVersion, expected))
  ) {
    throw badRequest(
      `${kind} in version "${String(apiVersion)
        .split('/')
        .pop()}" cannot be handled as a ${
        type.kind
      }: no kind "${kind}" is registered for version "${apiVersion}"`,
    );
  }
  if (apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  return {
    apiVersion: expected,
    kind: type.kind,
    metadata: normalizeMetadata(
      type,
      objectAt({ metadata: metadata ?? null }, 'metadata') ?? {},
    ),
    ...rest,
  };
}

function sameGroup(a: string, b: string): boolean {
  const group = (apiVersion: string) =>
    apiVersion.split('/').slice(0, -1).join('/');
  return group(a) === group(b);
}
