import { asJson, type JsonObject } from '../json';
import type { ServedType } from '../registry';
import type { Json, StoredObject } from '../types';

/** What comes along with each row (`includeObject` of the request). */
export type IncludedObject = 'None' | 'Metadata' | 'Object';

export function partialMetadata(object: StoredObject): JsonObject {
  const { metadata } = asJson(object);
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
  };
}

function included(object: StoredObject, include: IncludedObject): JsonObject {
  switch (include) {
    case 'None':
      return {};
    case 'Object':
      return { object: asJson(object) };
    default:
      return { object: partialMetadata(object) };
  }
}

/** Objects as rows, the way kubectl prints them (`meta.k8s.io/v1.Table`). */
export function toTable(
  type: ServedType,
  objects: StoredObject[],
  options: {
    include: IncludedObject;
    headers: boolean;
    metadata?: JsonObject;
    now: Date;
  },
): JsonObject {
  const { include, headers, metadata = {}, now } = options;
  const columnDefinitions = type.columns.map(
    ({
      name,
      type: cellType,
      format = '',
      description = '',
      priority = 0,
    }): Json => ({
      name,
      type: cellType,
      format,
      description,
      priority,
    }),
  );
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: headers ? columnDefinitions : [],
    rows: objects.map(object => ({
      cells: type.columns.map(column => column.cell(asJson(object), now)),
      ...included(object, include),
    })),
  };
}
