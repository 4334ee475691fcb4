import {
  at,
  isJsonObject,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../json';
import type { Json } from '../types';
import { canonicalJson } from './canonicalJson';
import { compilePattern } from './pattern';

/** A structural schema made ready for walking: patterns compiled, lookups in maps and sets. */
export interface SchemaNode {
  type?: string;
  nullable: boolean;
  intOrString: boolean;
  embeddedResource: boolean;
  preserveUnknownFields: boolean;
  properties: Map<string, SchemaNode>;
  /** Whether keys outside `properties` are known, and what their values look like when that is said. */
  additionalProperties?: { schema?: SchemaNode };
  items?: SchemaNode;
  required: string[];
  enum?: { values: Json[]; known: Set<string> };
  minimum?: { value: number; exclusive: boolean };
  maximum?: { value: number; exclusive: boolean };
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: { source: string; matches: RegExp | undefined };
  format?: string;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  default?: Json;
  listType?: string;
  listMapKeys: string[];
  mapType?: string;
  allOf: SchemaNode[];
  anyOf: SchemaNode[];
  oneOf: SchemaNode[];
  not?: SchemaNode;
}

export function compileNode(schema: Json | undefined): SchemaNode {
  const flag = (key: string) => isJsonObject(schema) && schema[key] === true;
  const number = (key: string) => {
    const value = at(schema, key);
    return typeof value === 'number' ? value : undefined;
  };
  const nodes = (key: string) => listAt(schema, key).map(compileNode);
  const fields = isJsonObject(schema) ? schema : {};
  const values = listAt(schema, 'enum');
  const pattern = stringAt(schema, 'pattern');
  return {
    type: stringAt(schema, 'type'),
    nullable: flag('nullable'),
    intOrString: flag('x-kubernetes-int-or-string'),
    embeddedResource: flag('x-kubernetes-embedded-resource'),
    preserveUnknownFields: flag('x-kubernetes-preserve-unknown-fields'),
    properties: new Map(
      Object.entries(objectAt(schema, 'properties') ?? {}).map(
        ([name, property]) => [name, compileNode(property)],
      ),
    ),
    additionalProperties: compileAdditional(fields.additionalProperties),
    items: isJsonObject(fields.items) ? compileNode(fields.items) : undefined,
    required: stringsAt(schema, 'required'),
    enum:
      values.length > 0
        ? { values, known: new Set(values.map(canonicalJson)) }
        : undefined,
    minimum: bound(number('minimum'), flag('exclusiveMinimum')),
    maximum: bound(number('maximum'), flag('exclusiveMaximum')),
    multipleOf: number('multipleOf'),
    minLength: number('minLength'),
    maxLength: number('maxLength'),
    pattern:
      pattern === undefined
        ? undefined
        : { source: pattern, matches: compilePattern(pattern) },
    format: stringAt(schema, 'format'),
    minItems: number('minItems'),
    maxItems: number('maxItems'),
    minProperties: number('minProperties'),
    maxProperties: number('maxProperties'),
    default: fields.default,
    listType: stringAt(schema, 'x-kubernetes-list-type'),
    listMapKeys: stringsAt(schema, 'x-kubernetes-list-map-keys'),
    mapType: stringAt(schema, 'x-kubernetes-map-type'),
    allOf: nodes('allOf'),
    anyOf: nodes('anyOf'),
    oneOf: nodes('oneOf'),
    not: isJsonObject(fields.not) ? compileNode(fields.not) : undefined,
  };
}

function compileAdditional(
  schema: Json | undefined,
): SchemaNode['additionalProperties'] {
  if (isJsonObject(schema)) {
    return { schema: compileNode(schema) };
  }
  return schema === true ? {} : undefined;
}

function bound(value: number | undefined, exclusive: boolean) {
  return value === undefined ? undefined : { value, exclusive };
}

/** Null where the schema does not allow it: the API server treats such a field as if it were not there. */
export function isForbiddenNull(
  value: Json | undefined,
  node: SchemaNode | undefined,
): boolean {
  return value === null && node !== undefined && !node.nullable;
}
