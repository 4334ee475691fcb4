import { InputError } from '@backstage/errors';
import type { JsonValue } from '../records';
import { checkIdentifier } from './text';

/**
 * A value as HCL writes it. Plain data is always a literal: a string is printed as that string, whatever `${…}` it holds. What is
 * more than data is an instance of one of the classes here, so that nothing read from outside can pose as an expression.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
 */
export type Expression =
  | string
  | number
  | boolean
  | null
  | readonly Expression[]
  | ObjectExpression
  | Reference
  | FunctionCall
  | Template
  | Conditional;

/** `{ key = value }`. */
export class ObjectExpression {
  constructor(readonly items: ReadonlyArray<readonly [string, Expression]>) {}
}

/** A traversal: `aws_iam_role.platform.arn`, `var.names[0]`. */
export class Reference {
  constructor(readonly steps: ReadonlyArray<string | number>) {}
}

/** `name(arguments)`. */
export class FunctionCall {
  constructor(readonly name: string, readonly args: readonly Expression[]) {}
}

/** Text with expressions in it: `"arn:aws:iam::${var.account_id}:root"`. */
export class Template {
  constructor(
    readonly parts: ReadonlyArray<string | Reference | FunctionCall>,
  ) {}
}

/** `condition ? then : otherwise`. */
export class Conditional {
  constructor(
    readonly condition: Reference,
    readonly then: Expression,
    readonly otherwise: Exclude<Expression, object>,
  ) {}
}

/** Raw text of several lines, for attributes only. */
export class Heredoc {
  constructor(readonly text: string) {}
}

/** Builds `{ … }`, keys in their order; what is `undefined` is left out. */
export function object(
  items: Readonly<Record<string, Expression | undefined>>,
): ObjectExpression {
  return new ObjectExpression(
    Object.entries(items).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  );
}

/**
 * Refers to something else in the module.
 *
 * @param steps - identifiers, and numbers for the elements of a list
 * @throws InputError when a step is not an identifier
 */
export function reference(
  root: string,
  ...steps: Array<string | number>
): Reference {
  for (const step of [root, ...steps]) {
    if (typeof step === 'string') {
      checkIdentifier(step);
    } else if (!Number.isSafeInteger(step) || step < 0) {
      throw new InputError(`${step} is not an index of a list`);
    }
  }
  return new Reference([root, ...steps]);
}

/** Calls one of Terraform's functions. */
export function call(name: string, ...args: Expression[]): FunctionCall {
  checkIdentifier(name);
  return new FunctionCall(name, args);
}

/** Joins text and expressions. What is given as a string is text. */
export function template(
  ...parts: Array<string | Reference | FunctionCall>
): Template {
  return new Template(parts);
}

/** Chooses by a variable. */
export function conditional(
  condition: Reference,
  then: Expression,
  otherwise: Exclude<Expression, object>,
): Conditional {
  return new Conditional(condition, then, otherwise);
}

/** Text as `<<EOT`. It has to end with a line break and may hold no control characters but line breaks and tabs. */
export function heredoc(text: string): Heredoc {
  return new Heredoc(text);
}

/** Data as an expression: objects become `{ … }`, everything else is itself. */
export function literal(data: JsonValue): Expression {
  if (Array.isArray(data)) {
    return data.map(literal);
  }
  if (typeof data === 'object' && data !== null) {
    return new ObjectExpression(
      Object.entries(data).map(([key, value]) => [key, literal(value)]),
    );
  }
  return data;
}
