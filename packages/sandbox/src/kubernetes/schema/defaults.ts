import { cloneJson, isJsonObject } from '../json';
import type { Json } from '../types';
import { isForbiddenNull, type SchemaNode } from './node';

/**
 * Fills in the schema's defaults, in place. A null that the schema does not allow becomes the default, or goes.
 */
export function defaultValue(value: Json, node: SchemaNode): void {
  if (Array.isArray(value)) {
    const { items } = node;
    if (items) {
      value.forEach((item, index) => {
        if (isForbiddenNull(item, items) && items.default !== undefined) {
          value[index] = cloneJson(items.default);
        }
        defaultValue(value[index], items);
      });
    }
    return;
  }
  if (!isJsonObject(value)) {
    return;
  }
  for (const [name, property] of node.properties) {
    if (
      property.default !== undefined &&
      (value[name] === undefined || isForbiddenNull(value[name], property))
    ) {
      value[name] = cloneJson(property.default);
    }
  }
  for (const name of Object.keys(value)) {
    const schema =
      node.properties.get(name) ?? node.additionalProperties?.schema;
    if (isForbiddenNull(value[name], schema)) {
      if (schema?.default === undefined) {
        delete value[name];
        continue;
      }
      value[name] = cloneJson(schema.default);
    }
    if (schema) {
      defaultValue(value[name], schema);
    }
  }
}
