import {
  builtInMergeSchema,
  type MapType,
  mergeSchemaOf,
  trackUpdate,
  type WriteContext,
} from '../apply';
import { type JsonObject, objectAt } from '../json';
import { apiVersionOf, hasStatus, type ServedType } from '../registry';

const schemas = new WeakMap<ServedType, MapType>();

function mergeSchema(type: ServedType): MapType {
  let schema = schemas.get(type);
  if (!schema) {
    schema = type.custom
      ? mergeSchemaOf(type.openApiSchema)
      : builtInMergeSchema(type.group, type.kind);
    schemas.set(type, schema);
  }
  return schema;
}

export interface Writer {
  manager: string;
  subresource?: string;
  now: Date;
}

/** What field ownership of a write depends on. */
export function writeContext(
  type: ServedType,
  { manager, subresource, now }: Writer,
): WriteContext {
  return {
    manager,
    subresource,
    now,
    schema: mergeSchema(type),
    apiVersion: apiVersionOf(type),
    ...(hasStatus(type) && { ignoredFields: ['status'] }),
  };
}

/** Gives the object `managedFields` that say who wrote what. */
export function trackOwnership(
  type: ServedType,
  live: JsonObject | undefined,
  updated: JsonObject,
  writer: Writer,
): JsonObject {
  const metadata = objectAt(updated, 'metadata') ?? {};
  const managedFields = trackUpdate({
    ...writeContext(type, writer),
    live,
    updated,
  });
  delete metadata.managedFields;
  if (managedFields.length > 0) {
    metadata.managedFields = managedFields;
  }
  return updated;
}
