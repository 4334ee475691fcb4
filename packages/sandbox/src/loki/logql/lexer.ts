import { unquote } from './strings';
import { ParseError } from './types';

export type TokenKind =
  | 'IDENTIFIER'
  | 'STRING'
  | 'NUMBER'
  | 'operator'
  | '$end';

export interface Token {
  kind: TokenKind;
  /** As written; for a STRING its value. */
  text: string;
  line: number;
  column: number;
}

// Longest first, so that `|=` is not read as `|` and `=`.
const OPERATORS = [
  ...['|=', '|~', '!=', '!~', '=~', '==', '>=', '<='],
  ...['{', '}', '(', ')', '[', ']', ',', '|', '=', '>', '<'],
];
const PATTERNS = {
  space: /[ \t\r\n]+|#[^\n]*/y,
  identifier: /[A-Za-z_][A-Za-z0-9_]*/y,
  number: /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![A-Za-z0-9_])/y,
  string: /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`/y,
};

function operatorAt(query: string, offset: number): string | undefined {
  return OPERATORS.find(each => query.startsWith(each, offset));
}

/** @throws ParseError at the first character that starts no token */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(query)?.[0];
  };

  while (offset < query.length) {
    const space = take(PATTERNS.space);
    if (space !== undefined) {
      const breaks = space.split('\n').length - 1;
      if (breaks > 0) {
        line += breaks;
        lineStart = offset + space.lastIndexOf('\n') + 1;
      }
      offset += space.length;
      continue;
    }

    const position = { line, column: offset - lineStart + 1 };
    const identifier = take(PATTERNS.identifier);
    const number = take(PATTERNS.number);
    const quoted = take(PATTERNS.string);
    const operator = operatorAt(query, offset);
    if (identifier !== undefined) {
      tokens.push({ kind: 'IDENTIFIER', text: identifier, ...position });
      offset += identifier.length;
    } else if (number !== undefined) {
      tokens.push({ kind: 'NUMBER', text: number, ...position });
      offset += number.length;
    } else if (quoted !== undefined) {
      const value = unquote(quoted);
      if (value === undefined) {
        throw new ParseError('invalid syntax', position);
      }
      tokens.push({ kind: 'STRING', text: value, ...position });
      offset += quoted.length;
    } else if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator, ...position });
      offset += operator.length;
    } else if ('"`'.includes(query[offset])) {
      throw new ParseError('literal not terminated', position);
    } else {
      throw new ParseError(
        `syntax error: unexpected ${query[offset]}`,
        position,
      );
    }
  }
  tokens.push({ kind: '$end', text: '', line, column: offset - lineStart + 1 });
  return tokens;
}
