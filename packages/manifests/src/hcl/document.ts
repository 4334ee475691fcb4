import { InputError } from '@backstage/errors';
import { Expression, Heredoc } from './expressions';
import { checkIdentifier, isIdentifier } from './text';

const LABEL = /^[\x20-\x7e]+$/;

/** What stands in a file or in a block, in its order. */
export type Body = readonly BodyItem[];
export type BodyItem = Attribute | Block | Comment;

/** `name = value`. */
export class Attribute {
  constructor(readonly name: string, readonly value: Expression | Heredoc) {}
}

/** `type "label" { … }`. */
export class Block {
  constructor(
    readonly type: string,
    readonly labels: readonly string[],
    readonly body: Body,
  ) {}
}

/** Lines that begin with `#`; it belongs to what follows it. */
export class Comment {
  constructor(readonly text: string) {}
}

/** @throws InputError when the name is not an identifier */
export function attribute(
  name: string,
  value: Expression | Heredoc,
): Attribute {
  checkIdentifier(name);
  return new Attribute(name, value);
}

/** Attributes in their order; what is `undefined` is left out. */
export function attributes(
  values: Readonly<Record<string, Expression | Heredoc | undefined>>,
): Attribute[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [attribute(name, value)],
  );
}

/**
 * @param labels - printable ASCII without `"`, `\`, `${` and `%{`: labels know no escapes that every reader understands
 * @throws InputError when the type is not an identifier or a label cannot be written
 */
export function block(
  type: string,
  labels: readonly string[],
  body: Body,
): Block {
  checkIdentifier(type);
  labels.forEach(checkLabel);
  return new Block(type, labels, body);
}

/**
 * A block whose second label is a name that others refer to: `resource`, `data`, `module` …
 *
 * @throws InputError when a label is not an identifier
 */
export function named(
  type: string,
  labels: readonly string[],
  body: Body,
): Block {
  labels.forEach(checkIdentifier);
  return block(type, labels, body);
}

/** One or more lines of comment. */
export function comment(text: string): Comment {
  return new Comment(text);
}

function checkLabel(label: string): void {
  if (isIdentifier(label)) {
    return;
  }
  if (!LABEL.test(label) || /["\\]|[$%]\{/.test(label)) {
    throw new InputError(
      `${JSON.stringify(
        label,
      )} cannot be a label: use printable ASCII without quotes, backslashes and "\${"`,
    );
  }
}
