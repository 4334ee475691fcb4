import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  modify,
  type Node,
} from 'jsonc-parser';
import type { JsonValue } from '../document';
import type { LintContext } from './context';
import type { LintedCondition, LintedStatement } from './text';
import type { Finding } from './types';

type Correction = Finding['correction'];

/** Another value in place of a node. */
export function replaceNode(node: Node, value: JsonValue): Correction {
  return {
    start: node.offset,
    end: node.offset + node.length,
    text: JSON.stringify(value),
  };
}

/** Sets a value at a path; what is missing on the way is made, in the layout of the text. */
export function setAt(
  context: LintContext,
  path: JSONPath,
  value: JsonValue | undefined,
): Correction {
  const { readable, root } = context;
  const passable = passablePart(root, path);
  const edits = modify(
    readable,
    path.slice(0, passable),
    nested(path.slice(passable), value),
    {
      formattingOptions: {
        insertSpaces: !/^\t/m.test(readable),
        tabSize: indentOf(readable),
        eol: readable.includes('\r\n') ? '\r\n' : '\n',
      },
    },
  );
  const start = Math.min(...edits.map(({ offset }) => offset));
  const end = Math.max(...edits.map(({ offset, length }) => offset + length));
  if (edits.length === 0) {
    return { start: 0, end: 0, text: '' };
  }
  const changed = applyEdits(readable, edits);
  return {
    start,
    end,
    text: changed.slice(start, changed.length - (readable.length - end)),
  };
}

/** How much of a path can be walked: a condition that is a list has no operators, it is replaced as a whole. */
function passablePart(root: Node | undefined, path: JSONPath): number {
  let node = root;
  for (const [index, part] of path.entries()) {
    const wanted = typeof part === 'number' ? 'array' : 'object';
    if (node && node.type !== wanted) {
      return index;
    }
    node = node && findNodeAtLocation(node, [part]);
  }
  return path.length;
}

function nested(
  path: JSONPath,
  value: JsonValue | undefined,
): JsonValue | undefined {
  return path.reduceRight<JsonValue | undefined>(
    (inner, part) => (inner === undefined ? inner : { [part]: inner }),
    value,
  );
}

/** Takes out what stands at a path. */
export function removeAt(context: LintContext, path: JSONPath): Correction {
  return setAt(context, path, undefined);
}

/** Sets the value of a condition key in a statement. */
export function setCondition(
  context: LintContext,
  statement: LintedStatement,
  operator: string,
  key: string,
  value: JsonValue,
): Correction {
  return setAt(context, [...statement.path, 'Condition', operator, key], value);
}

/** Another operator, key or values for one condition; the other conditions stay. */
export function changeCondition(
  context: LintContext,
  statement: LintedStatement,
  condition: LintedCondition,
  to: { operator?: string; key?: string; values?: JsonValue },
): Correction {
  const valueNode = condition.keyNode.parent?.children?.[1];
  const taken = statement.conditions.some(
    other => other.operator === condition.operator && other.key === to.key,
  );
  if (
    to.operator === undefined &&
    to.values === undefined &&
    to.key &&
    !taken
  ) {
    return replaceNode(condition.keyNode, to.key);
  }
  if (to.operator === undefined && to.values !== undefined && valueNode) {
    return replaceNode(valueNode, to.values);
  }
  const node = statement.elements.find(({ name }) => name === 'Condition');
  const block: Record<string, Record<string, JsonValue>> = node
    ? getNodeValue(node.value)
    : {};
  const { operator, key } = { ...condition, ...to };
  const { [condition.key]: given, ...others } = block[condition.operator] ?? {};
  const before =
    Object.keys(others).length > 0 ? { [condition.operator]: others } : {};
  const { [condition.operator]: _, ...rest } = block;
  const target = operator === condition.operator ? others : rest[operator];
  const changed = {
    ...rest,
    ...before,
    [operator]: { ...target, [key]: to.values ?? given },
  };
  return node
    ? {
        ...replaceNode(node.value, ''),
        text: printAt(context, node.property.offset, changed),
      }
    : setAt(context, [...statement.path, 'Condition'], changed);
}

/** Other statements in place of one. A statement that stands alone becomes a list, a bare one becomes a policy. */
export function replaceStatement(
  context: LintContext,
  statement: LintedStatement,
  statements: Array<Record<string, JsonValue>>,
): Correction {
  const { node, path } = statement;
  const start = node.offset;
  const end = start + node.length;
  const indent = lineIndent(context.readable, start);
  const print = (value: JsonValue) => printAt(context, start, value);
  if (context.bare) {
    return {
      start,
      end,
      text: print({ Version: '2012-10-17', Statement: statements }),
    };
  }
  const inList = typeof path[path.length - 1] === 'number';
  if (inList) {
    return { start, end, text: statements.map(print).join(`,\n${indent}`) };
  }
  return {
    start,
    end,
    text: print(statements.length === 1 ? statements[0] : statements),
  };
}

/** The statement as data, with some of its elements changed; `undefined` takes one out. */
export function withElements(
  statement: LintedStatement,
  changes: Record<string, JsonValue | undefined>,
): Record<string, JsonValue> {
  const given: Record<string, JsonValue> = getNodeValue(statement.node);
  return Object.fromEntries(
    Object.entries({ ...given, ...changes }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** A statement's actions without some of them, as an element's value; nothing when none is left. */
export function actionsWithout(
  actions: string[],
  taken: string[],
): JsonValue | undefined {
  const left = actions.filter(action => !taken.includes(action));
  return left.length > 0 ? oneOrMore(left) : undefined;
}

/** A list of one is written without brackets, as people do. */
export function oneOrMore(values: string[]): JsonValue {
  return values.length === 1 ? values[0] : values;
}

/** Prints a value in the layout of the text, to stand where the line of this offset is. */
function printAt(
  { readable }: LintContext,
  offset: number,
  value: JsonValue,
): string {
  return JSON.stringify(value, null, stepOf(readable)).replaceAll(
    '\n',
    `\n${lineIndent(readable, offset)}`,
  );
}

function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1].length ?? 2;
}

function stepOf(text: string): string {
  return /^\t/m.test(text) ? '\t' : ' '.repeat(indentOf(text));
}

function lineIndent(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
