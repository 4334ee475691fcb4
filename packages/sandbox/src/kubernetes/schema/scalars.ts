import type { Json } from '../types';
import { invalid, tooLong, type FieldError } from './errors';
import { matchesFormat } from './formats';
import type { SchemaNode } from './node';

function typeName(value: Json): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

export function typeError(
  value: Json,
  node: SchemaNode,
  path: string,
): FieldError | undefined {
  const actual = typeName(value);
  const allowed = node.intOrString ? ['integer', 'string'] : [node.type];
  if (
    allowed.includes(undefined) ||
    allowed.includes(actual) ||
    (allowed[0] === 'number' && actual === 'integer')
  ) {
    return undefined;
  }
  return invalid(
    path,
    actual,
    `${path} in body must be of type ${allowed.join(',')}: ${JSON.stringify(
      actual,
    )}`,
  );
}

export function stringErrors(
  value: string,
  node: SchemaNode,
  path: string,
): FieldError[] {
  const errors: FieldError[] = [];
  // Characters as Go counts them: code points.
  const length =
    node.maxLength === undefined && node.minLength === undefined
      ? 0
      : [...value].length;
  if (node.maxLength !== undefined && length > node.maxLength) {
    errors.push(tooLong(path, node.maxLength));
  }
  if (node.minLength !== undefined && length < node.minLength) {
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should be at least ${node.minLength} chars long`,
      ),
    );
  }
  if (node.pattern?.matches && !node.pattern.matches.test(value)) {
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should match '${node.pattern.source}'`,
      ),
    );
  }
  if (node.format && !matchesFormat(node.format, value)) {
    errors.push(
      invalid(
        path,
        value,
        `${path} in body must be of type ${node.format}: ${JSON.stringify(
          value,
        )}`,
      ),
    );
  }
  return errors;
}

export function numberErrors(
  value: number,
  node: SchemaNode,
  path: string,
): FieldError[] {
  const { minimum, maximum, multipleOf } = node;
  const errors: FieldError[] = [];
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should be a multiple of ${multipleOf}`,
      ),
    );
  }
  if (
    maximum &&
    (value > maximum.value || (maximum.exclusive && value === maximum.value))
  ) {
    const relation = maximum.exclusive ? 'less than' : 'less than or equal to';
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should be ${relation} ${maximum.value}`,
      ),
    );
  }
  if (
    minimum &&
    (value < minimum.value || (minimum.exclusive && value === minimum.value))
  ) {
    const relation = minimum.exclusive
      ? 'greater than'
      : 'greater than or equal to';
    errors.push(
      invalid(
        path,
        value,
        `${path} in body should be ${relation} ${minimum.value}`,
      ),
    );
  }
  return errors;
}
