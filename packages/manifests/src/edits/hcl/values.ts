import {
  fieldPath,
  InvalidFieldsError,
  type FieldProblem,
} from '@cluster-self-service/iam-policy';
import type { Expression } from '../../hcl';
import {
  Conditional,
  FunctionCall,
  object,
  ObjectExpression,
  Reference,
  Template,
} from '../../hcl/expressions';
import { printExpression } from '../../hcl/printExpression';
import { hclTextProblem } from '../../hcl/text';
import { isPlainObject } from '../data';

const EXPRESSIONS = [
  Conditional,
  FunctionCall,
  ObjectExpression,
  Reference,
  Template,
];

/** Data, or an expression of `hcl`: `hcl.reference('var', 'region')`. A text is always that text, whatever `${…}` it holds. */
export type HclValue = Expression | HclValue[] | { [key: string]: HclValue };

/**
 * Prints a value to stand behind `name = `; its further lines begin with `margin`.
 *
 * @throws InvalidFieldsError for what HCL cannot carry
 */
export function printHclValue(
  value: HclValue,
  margin: string,
  newline: string,
  field: string,
): string {
  const problems: FieldProblem[] = [];
  const expression = toExpression(value, [field], problems);
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return printExpression(expression, 0)
    .split('\n')
    .join(newline + margin);
}

/** Prints the key of an object's entry. */
export function printHclKey(key: string): string {
  const [line] = printHclValue({ [key]: 0 }, '', '\n', 'key')
    .split('\n')
    .slice(1);
  return line.replace(/ = 0$/, '').trim();
}

function toExpression(
  value: HclValue,
  path: PropertyKey[],
  problems: FieldProblem[],
): Expression {
  const refuse = (message: string | undefined) => {
    if (message) {
      problems.push({ path: fieldPath(path), message });
    }
  };
  if (typeof value === 'string') {
    refuse(hclTextProblem(value));
    return value;
  }
  if (typeof value === 'number') {
    refuse(Number.isFinite(value) ? undefined : 'give a finite number');
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      toExpression(item, [...path, index], problems),
    );
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, item]) => {
      toExpression(key, [...path, key], problems);
      return [key, toExpression(item, [...path, key], problems)] as const;
    });
    return object(Object.fromEntries(entries));
  }
  return isExpression(value) ? value : refuseOther(path, problems);
}

function refuseOther(path: PropertyKey[], problems: FieldProblem[]): null {
  problems.push({
    path: fieldPath(path),
    message: 'give data, or an expression made with hcl',
  });
  return null;
}

function isRecord(value: unknown): value is Record<string, HclValue> {
  return isPlainObject(value);
}

function isExpression(value: unknown): value is Expression {
  return (
    value === null ||
    typeof value === 'boolean' ||
    EXPRESSIONS.some(type => value instanceof type)
  );
}
