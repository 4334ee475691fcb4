import { isJsonObject, objectAt, stringAt, stringsAt } from '../json';
import type { Json } from '../types';
import { METADATA } from './builtIn';
import { DEDUCED, SCALAR, type MapType, type MergeType } from './mergeType';

/**
 * How custom resources are merged.
 *
 * @param schema - `openAPIV3Schema`; without one everything but the metadata is deduced from the values
 */
export function mergeSchemaOf(schema: Json | undefined): MapType {
  const root = typeOf(schema ?? {});
  return objectOfTheApi(root.kind === 'map' ? [...root.fields] : []);
}

/** What every object of the API has, beside fields of its own. */
function objectOfTheApi(fields: Array<[string, MergeType]>): MapType {
  return {
    kind: 'map',
    atomic: false,
    fields: new Map([
      ...fields,
      ['apiVersion', SCALAR],
      ['kind', SCALAR],
      ['metadata', METADATA],
    ]),
    element: DEDUCED,
    open: false,
  };
}

function typeOf(schema: Json): MergeType {
  if (!isJsonObject(schema)) {
    return DEDUCED;
  }
  switch (
    schema['x-kubernetes-int-or-string'] === true ? 'integer' : schema.type
  ) {
    case 'object':
      return objectType(schema);
    case 'array':
      return listType(schema);
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return SCALAR;
    default:
      return DEDUCED;
  }
}

function objectType(schema: Json): MergeType {
  const properties = Object.entries(objectAt(schema, 'properties') ?? {});
  const additional = objectAt(schema, 'additionalProperties');
  if (
    properties.length === 0 &&
    !additional &&
    stringAt(schema, 'x-kubernetes-map-type') !== 'atomic'
  ) {
    return isEmbedded(schema) ? embeddedType([]) : DEDUCED;
  }
  if (isEmbedded(schema)) {
    return embeddedType(properties);
  }
  return {
    kind: 'map',
    atomic: stringAt(schema, 'x-kubernetes-map-type') === 'atomic',
    fields: new Map(
      properties.map(([name, property]) => [name, typeOf(property)]),
    ),
    element: additional ? typeOf(additional) : DEDUCED,
    open: false,
  };
}

function isEmbedded(schema: Json): boolean {
  return (
    isJsonObject(schema) && schema['x-kubernetes-embedded-resource'] === true
  );
}

function embeddedType(properties: Array<[string, Json]>): MapType {
  return objectOfTheApi(
    properties.map(([name, property]) => [name, typeOf(property)]),
  );
}

function listType(schema: Json): MergeType {
  const items = objectAt(schema, 'items');
  const listKind = stringAt(schema, 'x-kubernetes-list-type');
  const properties = objectAt(items, 'properties');
  return {
    kind: 'list',
    relationship:
      listKind === 'set' || listKind === 'map' ? listKind : 'atomic',
    keys: stringsAt(schema, 'x-kubernetes-list-map-keys').map(name => ({
      name,
      fallback: objectAt(properties, name)?.default,
    })),
    element: items ? typeOf(items) : DEDUCED,
  };
}
