import {
  getNodePath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';

/** A policy is five levels deep; what is far beyond is nobody's policy, and would only fill the stack. */
const DEEPEST = 64;

/** A mistake in the text, with offsets in UTF-16 units. */
export interface JsonMistake {
  message: string;
  start: number;
  end: number;
  path: Array<string | number>;
}

/** What could be read of a JSON text; the tree goes as far as the text makes sense. */
export interface JsonText {
  root?: Node;
  mistakes: JsonMistake[];
}

/** Reads JSON as IAM takes it: no comments, no trailing commas, no key twice in one object. */
export function readJson(text: string): JsonText {
  if (isTooDeep(text)) {
    const message = `is nested deeper than ${DEEPEST} levels`;
    return { mistakes: [{ message, start: 0, end: text.length, path: [] }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, {
    disallowComments: true,
    allowTrailingComma: false,
  });
  const mistakes = errors.map(({ error, offset, length }) => ({
    message: inWords(printParseErrorCode(error)),
    start: offset,
    end: offset + length,
    path: [],
  }));
  return {
    ...(root && { root }),
    mistakes: root ? [...mistakes, ...repeatedKeys(root)] : mistakes,
  };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[[\]{}]/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
    }
    if (depth > DEEPEST) {
      return true;
    }
  }
  return false;
}

function repeatedKeys(node: Node): JsonMistake[] {
  const mistakes: JsonMistake[] = [];
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) {
      mistakes.push({
        message: `"${key.value}" stands in this object twice: only one of them would count`,
        start: key.offset,
        end: key.offset + key.length,
        path: getNodePath(key),
      });
    }
    if (key) {
      seen.add(key.value);
    }
    mistakes.push(...repeatedKeys(child));
  }
  return mistakes;
}

/** `CommaExpected` as `comma expected`. */
function inWords(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
}
