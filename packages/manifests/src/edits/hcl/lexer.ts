import { conflict } from '../conflict';

export interface Token {
  type: 'name' | 'number' | 'text' | 'heredoc' | 'comment' | 'newline' | 'sign';
  start: number;
  end: number;
}

const SPACE = /[ \t]*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const COMMENT = /(#|\/\/)[^\n]*?(?=\r?\n|$)|\/\*[^]*?\*\//y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const SIGN = /\.\.\.|&&|\|\||==|!=|<=|>=|=>|[^]/uy;

/**
 * Splits HCL into tokens. A text in quotes and a heredoc are one token each, with what is nested in them.
 *
 * @throws ConflictError for a text, heredoc or template that does not end
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#lexical-elements
 */
export function tokenize(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let at = text.startsWith('\uFEFF') && start === 0 ? 1 : start;
  for (;;) {
    const token = next(text, at);
    if (!token || token.start >= end) {
      return tokens;
    }
    tokens.push(token);
    at = token.end;
  }
}

/** Deeper than people write, and far from where a call stack ends. */
export const MAX_DEPTH = 200;

/** @param depth - of templates around it */
function next(text: string, offset: number, depth = 0): Token | undefined {
  const start = match(SPACE, text, offset)?.end ?? offset;
  if (start >= text.length) {
    return undefined;
  }
  const char = text[start];
  if (char === '\n' || text.startsWith('\r\n', start)) {
    return { type: 'newline', start, end: start + (char === '\n' ? 1 : 2) };
  }
  if (char === '"') {
    return { type: 'text', start, end: endOfText(text, start, depth) };
  }
  const heredoc = match(HEREDOC, text, start);
  if (heredoc) {
    return { type: 'heredoc', start, end: endOfHeredoc(text, start, heredoc) };
  }
  const kinds = [
    ['comment', COMMENT],
    ['name', NAME],
    ['number', NUMBER],
    ['sign', SIGN],
  ] as const;
  for (const [type, pattern] of kinds) {
    const found = match(pattern, text, start);
    if (found) {
      return { type, start, end: found.end };
    }
  }
  return undefined;
}

function match(pattern: RegExp, text: string, offset: number) {
  pattern.lastIndex = offset;
  const found = pattern.exec(text);
  return found
    ? { end: pattern.lastIndex, group: found.at(1) ?? '' }
    : undefined;
}

function endOfText(text: string, start: number, depth: number): number {
  let at = start + 1;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      return at + 1;
    }
    if (char === '\n') {
      break;
    }
    if (char === '\\') {
      at += 2;
    } else if (/^(\$\$\{|%%\{)/.test(text.slice(at, at + 3))) {
      at += 3;
    } else if (text.startsWith('${', at) || text.startsWith('%{', at)) {
      at = endOfTemplate(text, at, depth + 1);
    } else {
      at++;
    }
  }
  throw conflict(
    text,
    start,
    'a text that does not end was found',
    'mend the file first',
  );
}

/** Behind the `}` that ends `${`. */
function endOfTemplate(text: string, start: number, depth: number): number {
  if (depth > MAX_DEPTH) {
    throw conflict(
      text,
      start,
      'templates in templates were found, too many to read',
      'mend the file first',
    );
  }
  let open = 1;
  let at = start + 2;
  while (open > 0) {
    const token = next(text, at, depth);
    if (!token) {
      throw conflict(
        text,
        start,
        'a template that does not end was found',
        'mend the file first',
      );
    }
    open += bracketChange(text, token);
    at = token.end;
  }
  return at;
}

function endOfHeredoc(
  text: string,
  start: number,
  { end, group }: { end: number; group: string },
): number {
  let at = end;
  while (at < text.length) {
    const lineBreak = text.indexOf('\n', at);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak;
    const line = text.slice(at, lineEnd);
    if (line.trim() === group) {
      return at + line.trimEnd().length;
    }
    at = lineEnd + 1;
  }
  throw conflict(
    text,
    start,
    `a heredoc that does not end with ${group} was found`,
    'mend the file first',
  );
}

/** 1 for an opening bracket, -1 for a closing one. */
export function bracketChange(text: string, { type, start }: Token): number {
  if (type !== 'sign') {
    return 0;
  }
  if ('([{'.includes(text[start])) {
    return 1;
  }
  return ')]}'.includes(text[start]) ? -1 : 0;
}

export function isSign(text: string, token: Token | undefined, sign: string) {
  return token?.type === 'sign' && text.slice(token.start, token.end) === sign;
}
