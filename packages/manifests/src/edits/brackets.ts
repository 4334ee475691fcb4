import { lineEnd, lineStart, nextLine, type Splice } from './text';

/** A list or object in brackets, and what is between its commas. */
export interface Bracketed {
  /** Offsets of the brackets. */
  open: number;
  close: number;
  entries: Array<{ start: number; end: number }>;
  /** Offset of the comma in a stretch of text, comments passed over. */
  commaIn(start: number, end: number): number | undefined;
  /** Whether a line break separates entries too. */
  breaksSeparate: boolean;
}

/** Puts entries before the one at `index`, or behind the last; on lines of their own where their neighbours have them. */
export function insertInBrackets(
  text: string,
  newline: string,
  brackets: Bracketed,
  index: number,
  printed: string[],
): Splice[] {
  const { close, entries } = brackets;
  const next = entries.at(index);
  if (entries.length === 0) {
    const inner = text.slice(brackets.open + 1, close);
    const padding = /^[ \t]*$/.test(inner) ? inner : '';
    return [{ start: close, end: close, text: printed.join(', ') + padding }];
  }
  if (next && index < entries.length) {
    const { start } = next;
    const own = beginsLine(text, start);
    const behind = own
      ? newline + text.slice(lineStart(text, start), start)
      : ' ';
    const comma = own && !usesCommas(brackets) ? '' : ',';
    const lines = printed.map(item => item + comma + behind);
    return [{ start, end: start, text: lines.join('') }];
  }
  return append(text, newline, brackets, printed);
}

/** Takes out one entry; what is behind the last on its line, and a line of its own, go with it. */
export function removeFromBrackets(
  text: string,
  { close, entries, commaIn }: Bracketed,
  index: number,
  ownLinesFrom: number,
): Splice[] {
  const { start, end } = entries[index];
  const next = entries.at(index + 1);
  const previous = index > 0 ? entries[index - 1] : undefined;
  const comma = commaIn(end, next ? next.start : close);
  const behind = comma === undefined ? end : comma + 1;
  const restOfLine = text.slice(behind, nextLine(text, behind));
  if (beginsLine(text, start) && /^\s*(#|\/\/|$)/.test(restOfLine)) {
    const line = { start: ownLinesFrom, end: nextLine(text, behind), text: '' };
    const before = previous && commaIn(previous.end, start);
    return comma === undefined && !next && before !== undefined
      ? [{ start: before, end: before + 1, text: '' }, line]
      : [line];
  }
  if (next) {
    return [{ start, end: next.start, text: '' }];
  }
  if (previous) {
    return comma === undefined
      ? [{ start: previous.end, end, text: '' }]
      : [{ start: trimLeft(text, start), end: behind, text: '' }];
  }
  const toClose = /^[ \t]*$/.test(text.slice(behind, close));
  return [{ start, end: toClose ? close : behind, text: '' }];
}

/** Whether nothing but white space is before it on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

export function trimLeft(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') {
    start--;
  }
  return start;
}

/** Behind the last entry, on a line of its own when the closing bracket has one. */
function append(
  text: string,
  newline: string,
  brackets: Bracketed,
  printed: string[],
): Splice[] {
  const { close, entries } = brackets;
  const { start, end } = entries[entries.length - 1];
  const comma = brackets.commaIn(end, close);
  if (lineStart(text, close) <= end) {
    const at = comma === undefined ? end : comma + 1;
    const items = printed.map(item =>
      comma === undefined ? `, ${item}` : ` ${item},`,
    );
    return [{ start: at, end: at, text: items.join('') }];
  }
  const at = lineEnd(text, comma ?? end);
  const pad = /^\s*/.exec(text.slice(lineStart(text, start), start))?.[0] ?? '';
  const lines = printed.map(item => newline + pad + item);
  if (comma !== undefined) {
    return [
      { start: at, end: at, text: lines.map(line => `${line},`).join('') },
    ];
  }
  if (!usesCommas(brackets)) {
    return [{ start: at, end: at, text: lines.join('') }];
  }
  return [
    { start: end, end, text: ',' },
    { start: at, end: at, text: lines.join(',') },
  ];
}

function usesCommas({ entries, commaIn, breaksSeparate }: Bracketed): boolean {
  return (
    !breaksSeparate ||
    entries
      .slice(1)
      .some(
        ({ start }, index) => commaIn(entries[index].end, start) !== undefined,
      )
  );
}
