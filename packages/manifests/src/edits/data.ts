import {
  fieldPath,
  InvalidFieldsError,
  type FieldProblem,
} from '@cluster-self-service/iam-policy';
import type { EditValue } from './types';

// Half a surrogate pair is no text, and what no YAML or HCL reader takes.
const HALF_PAIR = /[\uD800-\uDFFF]/u;
// YAML lets a key on one line have 1024 characters, quotes and escapes included.
const KEY_LENGTH = 160;

/**
 * Checks that a value can be written down and read back as the same.
 *
 * @throws {@link InvalidFieldsError} for what JSON cannot say, halves of surrogate pairs and over-long keys
 */
export function checkData(value: unknown, field: string): EditValue {
  const problems: FieldProblem[] = [];
  const checked = check(value, [field], problems);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return checked;
}

function check(
  value: unknown,
  path: PropertyKey[],
  problems: FieldProblem[],
): EditValue {
  const refuse = (message: string) => {
    problems.push({ path: fieldPath(path), message });
    return null;
  };
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'number') {
    // YAML readers do not agree on "1e21": a text to some, a number to others.
    return /^-?\d+(\.\d+)?$/.test(String(value))
      ? value
      : refuse('give a finite number that is written without an exponent');
  }
  if (typeof value === 'string') {
    return HALF_PAIR.test(value)
      ? refuse('holds half a surrogate pair; give well-formed text')
      : value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => check(item, [...path, index], problems));
  }
  if (isPlainObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => {
      if (key.length > KEY_LENGTH) {
        refuse(`use keys of at most ${KEY_LENGTH} characters`);
      }
      check(key, [...path, key], problems);
      return [key, check(item, [...path, key], problems)] as const;
    });
    return Object.fromEntries(entries);
  }
  return refuse(
    'give text, a finite number, a boolean, null, a list or an object',
  );
}

/** True for what JSON calls an object, from whatever realm; false for instances of classes. */
export function isPlainObject(
  value: unknown,
): value is Record<string, EditValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
