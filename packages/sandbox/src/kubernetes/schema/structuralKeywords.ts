import {
  isJsonObject,
  objectAt,
  stringAt,
  stringsAt,
  type JsonObject,
} from '../json';
import type { Json } from '../types';
import {
  forbidden,
  invalid,
  notSupported,
  required,
  type FieldError,
} from './errors';
import { compileNode } from './node';
import { compilePattern } from './pattern';
import { validateValue } from './validate';

/** What is wrong with the keywords that say how a list is merged. */
export function listErrors(schema: JsonObject, path: string): FieldError[] {
  const listType = stringAt(schema, 'x-kubernetes-list-type');
  const keys = stringsAt(schema, 'x-kubernetes-list-map-keys');
  const keysPath = `${path}.x-kubernetes-list-map-keys`;
  const errors: FieldError[] = [];
  if (listType !== undefined && !['atomic', 'set', 'map'].includes(listType)) {
    errors.push(
      notSupported(`${path}.x-kubernetes-list-type`, listType, [
        'atomic',
        'set',
        'map',
      ]),
    );
  }
  if (keys.length > 0 && listType !== 'map') {
    const detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
    errors.push(
      invalid(`${path}.x-kubernetes-list-type`, listType ?? null, detail),
    );
  }
  if (listType !== 'map') {
    return errors;
  }
  if (keys.length === 0) {
    return [
      ...errors,
      required(keysPath, 'must not be empty if x-kubernetes-list-type is map'),
    ];
  }
  const properties = objectAt(schema.items, 'properties') ?? {};
  if (keys.some(key => properties[key] === undefined)) {
    return [
      ...errors,
      invalid(keysPath, keys, 'entries must all be names of item properties'),
    ];
  }
  const mandatory = stringsAt(schema.items, 'required');
  for (const key of keys) {
    const property = properties[key];
    const keyPath = `${path}.items.properties[${key}]`;
    if (
      isJsonObject(property) &&
      property.default === undefined &&
      !mandatory.includes(key)
    ) {
      const detail =
        'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property';
      errors.push(required(`${keyPath}.default`, detail));
    }
    if (isJsonObject(property) && property.nullable === true) {
      const detail =
        'this property is in x-kubernetes-list-map-keys, so it cannot be nullable';
      errors.push(forbidden(`${keyPath}.nullable`, detail));
    }
  }
  return errors;
}

/** What is wrong with the keywords that say which values there may be. */
export function valueErrors(schema: JsonObject, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (schema.uniqueItems === true) {
    const detail =
      'uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
    errors.push(forbidden(`${path}.uniqueItems`, detail));
  }
  const pattern = stringAt(schema, 'pattern');
  if (pattern !== undefined && compilePattern(pattern) === undefined) {
    errors.push(
      invalid(
        `${path}.pattern`,
        pattern,
        "must be a valid regular expression, but isn't",
      ),
    );
  }
  const fallback: Json | undefined = schema.default;
  if (fallback !== undefined) {
    for (const error of validateValue(fallback, compileNode(schema), '')) {
      errors.push({
        ...error,
        field: error.field
          ? `${path}.default.${error.field}`
          : `${path}.default`,
      });
    }
  }
  return errors;
}
