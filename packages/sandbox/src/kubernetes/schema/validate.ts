import { isJsonObject, type JsonObject } from '../json';
import { canonicalJson } from './canonicalJson';
import type { Json } from '../types';
import {
  invalid,
  notSupported,
  required,
  tooMany,
  type FieldError,
} from './errors';
import { validateListType } from './listType';
import type { SchemaNode } from './node';
import { numberErrors, stringErrors, typeError } from './scalars';

/** Everything that the schema has against a value, in the words of a Kubernetes API server. */
export function validateValue(
  value: Json,
  node: SchemaNode,
  path: string,
): FieldError[] {
  if (value === null && node.nullable) {
    return [];
  }
  const errors: FieldError[] = [];
  const mistyped = typeError(value, node, path);
  if (mistyped) {
    errors.push(mistyped);
  } else {
    errors.push(...constraintErrors(value, node, path));
  }
  if (node.enum && !node.enum.known.has(canonicalJson(value))) {
    errors.push(notSupported(path, value, node.enum.values));
  }
  errors.push(...combinationErrors(value, node, path));
  return errors;
}

function constraintErrors(
  value: Json,
  node: SchemaNode,
  path: string,
): FieldError[] {
  if (typeof value === 'string') {
    return stringErrors(value, node, path);
  }
  if (typeof value === 'number') {
    return numberErrors(value, node, path);
  }
  if (Array.isArray(value)) {
    return arrayErrors(value, node, path);
  }
  return isJsonObject(value) ? objectErrors(value, node, path) : [];
}

function arrayErrors(
  value: Json[],
  node: SchemaNode,
  path: string,
): FieldError[] {
  const { items, minItems, maxItems } = node;
  const errors = items
    ? value.flatMap((item, index) =>
        validateValue(item, items, `${path}[${index}]`),
      )
    : [];
  if (minItems !== undefined && value.length < minItems) {
    errors.push(
      invalid(
        path,
        value.length,
        `${path} in body should have at least ${minItems} items`,
      ),
    );
  }
  if (maxItems !== undefined && value.length > maxItems) {
    errors.push(tooMany(path, value.length, maxItems));
  }
  return [...errors, ...validateListType(value, node, path)];
}

function objectErrors(
  value: JsonObject,
  node: SchemaNode,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  for (const name of node.required) {
    if (value[name] === undefined) {
      errors.push(required(childPath(path, name)));
    }
  }
  for (const [name, field] of Object.entries(value)) {
    const schema =
      node.properties.get(name) ?? node.additionalProperties?.schema;
    if (schema) {
      errors.push(...validateValue(field, schema, childPath(path, name)));
    }
  }
  const count = Object.keys(value).length;
  if (node.minProperties !== undefined && count < node.minProperties) {
    errors.push(
      invalid(
        path,
        count,
        `${path} in body should have at least ${node.minProperties} properties`,
      ),
    );
  }
  if (node.maxProperties !== undefined && count > node.maxProperties) {
    errors.push(
      invalid(
        path,
        count,
        `${path} in body should have at most ${node.maxProperties} properties`,
      ),
    );
  }
  if (node.embeddedResource) {
    errors.push(...embeddedErrors(value, path));
  }
  return errors;
}

function embeddedErrors(value: JsonObject, path: string): FieldError[] {
  return ['apiVersion', 'kind']
    .filter(name => value[name] === undefined || value[name] === '')
    .map(name => required(childPath(path, name), 'must not be empty'));
}

function combinationErrors(
  value: Json,
  node: SchemaNode,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const validate = (nodes: SchemaNode[]) =>
    nodes.map(other => validateValue(value, other, path));
  // The API server loses the field here and prints `<nil>`.
  const fail = (text: string) =>
    errors.push(invalid('<nil>', '', `${JSON.stringify(path)} must ${text}`));

  const any = validate(node.anyOf);
  if (any.length > 0 && any.every(failures => failures.length > 0)) {
    fail('validate at least one schema (anyOf)');
    errors.push(...any[0]);
  }
  const one = validate(node.oneOf);
  const matches = one.filter(failures => failures.length === 0).length;
  if (one.length > 0 && matches === 0) {
    fail('validate one and only one schema (oneOf). Found none valid');
    errors.push(...one[0]);
  } else if (matches > 1) {
    fail(
      `validate one and only one schema (oneOf). Found ${matches} valid alternatives`,
    );
  }
  const all = validate(node.allOf);
  const failed = all.filter(failures => failures.length > 0);
  if (failed.length > 0) {
    errors.push(...failed.flat());
    fail(
      `validate all the schemas (allOf)${
        failed.length === all.length ? '. None validated' : ''
      }`,
    );
  }
  if (node.not && validateValue(value, node.not, path).length === 0) {
    fail('not validate the schema (not)');
  }
  return errors;
}

export function childPath(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}
