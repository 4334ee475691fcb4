import { conflict, shown } from '../conflict';
import type { Bracketed } from '../brackets';
import { bracketChange, isSign, tokenize, type Token } from './lexer';

/** An item of a list, or an entry of an object. */
export interface HclEntry {
  start: number;
  end: number;
  /** Of an entry: without quotes. */
  key?: string;
  /** Of an entry: where the value begins. */
  valueStart: number;
}

/** A list or object written out in the file. */
export interface HclCollection extends Bracketed {
  type: 'list' | 'object';
  entries: HclEntry[];
}

/**
 * Takes a list or object apart.
 *
 * @throws ConflictError when it is something else: a call, a reference, a `for` expression
 */
export function openCollection(
  text: string,
  start: number,
  end: number,
  type: 'list' | 'object',
): HclCollection {
  const tokens = tokenize(text, start, end);
  const code = tokens.filter(
    token => token.type !== 'comment' && token.type !== 'newline',
  );
  const opens = isSign(text, tokens[0], type === 'list' ? '[' : '{');
  const last = code.at(-1);
  const isFor =
    code.length > 1 && text.slice(code[1].start, code[1].end) === 'for';
  if (
    !opens ||
    !last ||
    isFor ||
    closingIndex(text, tokens) !== tokens.indexOf(last)
  ) {
    throw conflict(
      text,
      start,
      `a ${type} that is written out was wanted, found ${shown(
        text.slice(start, end),
      )}`,
      'change it by hand',
    );
  }
  const inner = tokens.slice(1, tokens.indexOf(last));
  return {
    type,
    open: start,
    close: last.start,
    entries: split(text, inner, type).map(part => entryOf(text, part, type)),
    breaksSeparate: type === 'object',
    commaIn: (from, to) =>
      tokenize(text, from, to).find(token => isSign(text, token, ','))?.start,
  };
}

function closingIndex(text: string, tokens: Token[]): number {
  let depth = 0;
  return tokens.findIndex(token => {
    depth += bracketChange(text, token);
    return depth === 0;
  });
}

/** Tokens between the commas, and between the line breaks of an object. */
function split(
  text: string,
  tokens: Token[],
  type: 'list' | 'object',
): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const separates =
      isSign(text, token, ',') ||
      (token.type === 'newline' && type === 'object');
    if (depth === 0 && separates) {
      parts.push([]);
    } else if (token.type !== 'comment' && token.type !== 'newline') {
      parts[parts.length - 1].push(token);
    }
    depth += bracketChange(text, token);
  }
  return parts.filter(part => part.length > 0);
}

function entryOf(
  text: string,
  part: Token[],
  type: 'list' | 'object',
): HclEntry {
  const { start } = part[0];
  const { end } = part[part.length - 1];
  if (type === 'list') {
    return { start, end, valueStart: start };
  }
  const sign = part.findIndex(
    token => isSign(text, token, '=') || isSign(text, token, ':'),
  );
  if (sign < 1 || sign === part.length - 1) {
    throw conflict(
      text,
      start,
      `an entry was wanted, found ${shown(text.slice(start, end))}`,
      'change it by hand',
    );
  }
  const key = text.slice(start, part[sign - 1].end);
  return {
    start,
    end,
    key: key.startsWith('"') ? key.slice(1, -1) : key,
    valueStart: part[sign + 1].start,
  };
}
