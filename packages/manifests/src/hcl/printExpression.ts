import { InputError } from '@backstage/errors';
import { align, type AssignedLine } from './align';
import {
  Conditional,
  type Expression,
  FunctionCall,
  ObjectExpression,
  Reference,
  Template,
} from './expressions';
import { escapeKey, escapeQuoted, isIdentifier } from './text';

const LIST_WIDTH = 80;
// Bare, these would be read as values or as the start of a `for` expression.
const RESERVED_KEYS = new Set(['null', 'true', 'false', 'for', 'if', 'in']);

/**
 * Prints an expression as `terraform fmt` leaves it.
 *
 * @param indent - spaces before the line it begins on; its further lines are indented from there
 */
export function printExpression(value: Expression, indent: number): string {
  if (typeof value === 'string') {
    return `"${escapeQuoted(value)}"`;
  }
  if (typeof value === 'number') {
    return printNumber(value);
  }
  if (typeof value === 'boolean' || value === null) {
    return String(value);
  }
  if (value instanceof Reference) {
    return printReference(value);
  }
  if (value instanceof Template) {
    return printTemplate(value);
  }
  if (value instanceof FunctionCall) {
    return printCall(value, indent);
  }
  if (value instanceof Conditional) {
    const { condition, then, otherwise } = value;
    return [
      printReference(condition),
      '?',
      printExpression(then, indent),
      ':',
      printExpression(otherwise, indent),
    ].join(' ');
  }
  if (value instanceof ObjectExpression) {
    return printObject(value, indent);
  }
  if (Array.isArray(value)) {
    return printList(value, indent);
  }
  throw new InputError('this is not an expression');
}

function printNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new InputError(
      `${value} cannot be written: HCL knows finite numbers only`,
    );
  }
  return String(value);
}

function printReference({ steps: [root, ...steps] }: Reference): string {
  return steps.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`,
    String(root),
  );
}

function printTemplate({ parts }: Template): string {
  const merged = mergeText(parts);
  const [first, ...rest] = merged;
  // `terraform fmt` takes the quotes off a template that is one expression only.
  if (first !== undefined && typeof first !== 'string' && rest.length === 0) {
    return printExpression(first, 0);
  }
  const text = merged.map((part, index) =>
    typeof part === 'string'
      ? escapeTemplateText(part, index < merged.length - 1)
      : `\${${printOnOneLine(part)}}`,
  );
  return `"${text.join('')}"`;
}

/** A `$` right before an expression would escape it; as `\u0024` it is a `$`. */
function escapeTemplateText(text: string, beforeExpression: boolean): string {
  const escaped = escapeQuoted(text);
  return beforeExpression
    ? escaped.replace(/[$%]$/, sign => (sign === '$' ? '\\u0024' : '\\u0025'))
    : escaped;
}

function mergeText(parts: Template['parts']): Template['parts'] {
  return parts.reduce<Template['parts']>((merged, part) => {
    if (part === '') {
      return merged;
    }
    const last = merged.at(-1);
    return typeof part === 'string' && typeof last === 'string'
      ? [...merged.slice(0, -1), last + part]
      : [...merged, part];
  }, []);
}

function printOnOneLine(value: Expression): string {
  const text = printExpression(value, 0);
  if (text.includes('\n')) {
    throw new InputError('an expression inside a text has to fit on one line');
  }
  return text;
}

/** The last argument may go over several lines; where another one does, each gets lines of its own. */
function printCall({ name, args }: FunctionCall, indent: number): string {
  const printed = args.map(argument => printExpression(argument, indent));
  if (printed.slice(0, -1).some(text => text.includes('\n'))) {
    return `${name}(\n${printItems(args, indent)}${spaces(indent)})`;
  }
  return `${name}(${printed.join(', ')})`;
}

/** On one line what is short and has no further structure, else an item a line. */
function printList(values: readonly Expression[], indent: number): string {
  if (values.every(isScalar)) {
    const line = `[${values
      .map(value => printExpression(value, indent))
      .join(', ')}]`;
    if (values.length <= 1 || line.length <= LIST_WIDTH) {
      return line;
    }
  }
  return `[\n${printItems(values, indent)}${spaces(indent)}]`;
}

function printItems(values: readonly Expression[], indent: number): string {
  return values
    .map(
      value => `${spaces(indent + 2)}${printExpression(value, indent + 2)},\n`,
    )
    .join('');
}

function printObject({ items }: ObjectExpression, indent: number): string {
  if (items.length === 0) {
    return '{}';
  }
  const lines = items.map(
    ([key, value]): AssignedLine => ({
      name: printKey(key),
      value: printExpression(value, indent + 2),
    }),
  );
  return `{\n${align(lines, indent + 2)}${spaces(indent)}}`;
}

function printKey(key: string): string {
  return isIdentifier(key) && !RESERVED_KEYS.has(key)
    ? key
    : `"${escapeKey(key)}"`;
}

function isScalar(value: Expression): boolean {
  return (
    value === null ||
    typeof value !== 'object' ||
    value instanceof Reference ||
    value instanceof Template
  );
}

function spaces(count: number): string {
  return ' '.repeat(count);
}
