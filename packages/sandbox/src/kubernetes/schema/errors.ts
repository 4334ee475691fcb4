import { isJsonObject } from '../json';
import type { Json } from '../types';

/** Why a field is refused, in the words of `k8s.io/apimachinery/pkg/util/validation/field`. */
export type FieldErrorType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany';

/** One reason why an object is refused. `message` does not name the field: it is what a cause of a Status says. */
export interface FieldError {
  field: string;
  type: FieldErrorType;
  message: string;
}

/** The error as one line of a Status message: `spec.replicas: Required value`. */
export function fieldErrorText(error: FieldError): string {
  return `${error.field}: ${error.message}`;
}

export function required(field: string, detail?: string): FieldError {
  return {
    field,
    type: 'FieldValueRequired',
    message: withDetail('Required value', detail),
  };
}

export function invalid(
  field: string,
  value: Json,
  detail?: string,
): FieldError {
  return {
    field,
    type: 'FieldValueInvalid',
    message: withDetail(`Invalid value: ${printValue(value)}`, detail),
  };
}

export function notSupported(
  field: string,
  value: Json,
  supported: Json[],
): FieldError {
  const values = supported.map(item =>
    JSON.stringify(typeof item === 'string' ? item : JSON.stringify(item)),
  );
  return {
    field,
    type: 'FieldValueNotSupported',
    message: `Unsupported value: ${printValue(
      value,
    )}: supported values: ${values.join(', ')}`,
  };
}

export function duplicate(field: string, value: Json): FieldError {
  return {
    field,
    type: 'FieldValueDuplicate',
    message: `Duplicate value: ${printValue(value)}`,
  };
}

export function forbidden(field: string, detail: string): FieldError {
  return {
    field,
    type: 'FieldValueForbidden',
    message: `Forbidden: ${detail}`,
  };
}

export function tooLong(field: string, maximum: number): FieldError {
  return {
    field,
    type: 'FieldValueTooLong',
    message: `Too long: may not be more than ${maximum} bytes`,
  };
}

export function tooMany(
  field: string,
  actual: number,
  maximum: number,
): FieldError {
  return {
    field,
    type: 'FieldValueTooMany',
    message: `Too many: ${actual}: must have at most ${maximum} items`,
  };
}

function withDetail(message: string, detail: string | undefined): string {
  return detail ? `${message}: ${detail}` : message;
}

/** Prints as Go's `%#v` does, which the API server uses for everything but plain values. */
function printValue(value: Json): string {
  return value === null ? '"null"' : goSyntax(value);
}

function goSyntax(value: Json): string {
  if (value === null) {
    return 'interface {}(nil)';
  }
  if (Array.isArray(value)) {
    return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  }
  if (isJsonObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${goSyntax(value[key])}`);
    return `map[string]interface {}{${fields.join(', ')}}`;
  }
  return JSON.stringify(value);
}
