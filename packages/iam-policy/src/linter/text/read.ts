import { getNodePath, getNodeValue, type Node } from 'jsonc-parser';
import { readJson } from '../../document/json';
import type {
  LintedCondition,
  LintedElement,
  LintedPolicy,
  LintedPrincipal,
  LintedStatement,
  LintedText,
  PrincipalKind,
} from './types';

const PRINCIPAL_KINDS: readonly PrincipalKind[] = [
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
];

/** More do not fit into a policy that IAM takes; the rest would only cost time. */
const MOST_STATEMENTS = 400;

/** Reads a policy as far as its text makes sense. It does not throw. */
export function readPolicyText(text: string): LintedPolicy {
  const unquoted = unquotedPlaceholders(text);
  const readable = unquoted.reduce(
    (before, { start, end }) =>
      `${before.slice(0, start)}"${before.slice(
        start + 1,
        end - 1,
      )}"${before.slice(end)}`,
    text,
  );
  const { root, mistakes } = readJson(readable);
  const elements = root ? elementsOf(root) : [];
  const names = elements.map(({ name }) => name);
  const bare =
    !names.includes('Statement') &&
    ['Effect', 'Action', 'NotAction'].some(name => names.includes(name));
  const statements = objectsOf(
    bare ? root : elements.find(({ name }) => name === 'Statement')?.value,
  );
  return {
    text,
    readable,
    ...(root && { root }),
    unquoted,
    mistakes,
    bare,
    elements: bare ? [] : elements,
    statements: statements
      .slice(0, MOST_STATEMENTS)
      .map(node => readStatement(node, text)),
  };
}

/** `<service>:<ActionAllowed>` outside of quotes. At least three characters, so that quotes fit in. */
function unquotedPlaceholders(
  text: string,
): Array<{ start: number; end: number }> {
  const found: Array<{ start: number; end: number }> = [];
  const pieces = text.matchAll(
    /"(?:[^"\\\n]|\\.)*"?|[\w*:./-]{0,99}(?:<[^<>"\n]{1,100}>|\{\{[^{}"\n]{1,100}\}\})[^\s"',[\]{}]*/g,
  );
  for (const { 0: piece, index } of pieces) {
    if (!piece.startsWith('"')) {
      found.push({ start: index, end: index + piece.length });
    }
  }
  return found;
}

function elementsOf(node: Node): LintedElement[] {
  return (node.type === 'object' ? node.children ?? [] : []).flatMap(
    property => {
      const [key, value] = property.children ?? [];
      return key && value
        ? [{ name: String(key.value), property, key, value }]
        : [];
    },
  );
}

function objectsOf(node: Node | undefined): Node[] {
  return valuesOf(node).filter(({ type }) => type === 'object');
}

/** The values of a list, or the one value that stands in its place. */
function valuesOf(node: Node | undefined): Node[] {
  if (!node) {
    return [];
  }
  return node.type === 'array' ? node.children ?? [] : [node];
}

function readStatement(node: Node, text: string): LintedStatement {
  const elements = elementsOf(node);
  const valueOf = (name: string) =>
    elements.find(element => element.name === name)?.value;
  const textsOf = (name: string) => textsIn(valueOf(name), text);
  const effect: unknown = valueOf('Effect')?.value;
  return {
    node,
    path: getNodePath(node),
    elements,
    ...((effect === 'Allow' || effect === 'Deny') && { effect }),
    principals: principalsIn(valueOf('Principal'), text),
    notPrincipals: principalsIn(valueOf('NotPrincipal'), text),
    actions: textsOf('Action'),
    notActions: textsOf('NotAction'),
    resources: textsOf('Resource'),
    notResources: textsOf('NotResource'),
    conditions: conditionsIn(valueOf('Condition'), text),
  };
}

function textsIn(node: Node | undefined, text: string): LintedText[] {
  return valuesOf(node)
    .filter(({ type }) => !['object', 'array', 'null'].includes(type))
    .map(value => ({ text: textOf(value, text), node: value }));
}

function textOf(node: Node, text: string): string {
  return node.type === 'string' && text[node.offset] !== '"'
    ? text.slice(node.offset, node.offset + node.length)
    : String(getNodeValue(node));
}

function principalsIn(node: Node | undefined, text: string): LintedPrincipal[] {
  if (node?.type === 'string') {
    return [{ kind: '*', text: textOf(node, text), node }];
  }
  return (node ? elementsOf(node) : []).flatMap(({ name, value }) => {
    const kind = PRINCIPAL_KINDS.find(known => known === name);
    return kind ? textsIn(value, text).map(one => ({ ...one, kind })) : [];
  });
}

function conditionsIn(node: Node | undefined, text: string): LintedCondition[] {
  return (node ? elementsOf(node) : []).flatMap(operator =>
    elementsOf(operator.value).map(key => ({
      operator: operator.name,
      operatorNode: operator.key,
      key: key.name,
      keyNode: key.key,
      values: textsIn(key.value, text),
    })),
  );
}
