import type { EditResult } from './types';

const BOM = '\uFEFF';

/** A piece of a text, and what goes in its place. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Offset of the first character of the line; a byte order mark does not count as one. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith(BOM) ? 1 : start;
}

/** Offset at which the line ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) {
    return text.length;
  }
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Offset of the next line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Counted from 1, as editors do. */
export function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line++;
  }
  return line;
}

/** The line break that the file uses. */
export function lineBreak(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** Whether a line holds nothing but white space. */
export function isBlank(text: string, offset: number): boolean {
  return (
    text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === ''
  );
}

/** Start of the comment lines right above a line, at the same indentation; of the line itself when there is none. */
export function startWithComments(
  text: string,
  offset: number,
  comment: RegExp,
): number {
  const own = column(text, offset);
  let start = lineStart(text, offset);
  while (start > lineStart(text, 0)) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, lineEnd(text, above));
    if (!comment.test(line) || line.search(/\S/) !== own) {
      break;
    }
    start = above;
  }
  return start;
}

/** From the start of a line to the end of one; at the end of a file without a last line break the one above goes. */
export function wholeLines(text: string, start: number, end: number): Splice {
  const next = nextLine(text, end);
  const unfinished = next === text.length && !text.endsWith('\n');
  if (!unfinished || start <= 1) {
    return { start, end: next, text: '' };
  }
  const above = text[start - 2] === '\r' ? start - 2 : start - 1;
  return { start: above, end: next, text: '' };
}

/** Whether two splices touch the same characters. */
export function overlap(splices: Splice[]): boolean {
  const sorted = inOrder(splices);
  return sorted.some(
    ({ start }, index) => index > 0 && start < sorted[index - 1].end,
  );
}

/** Puts all splices in; at one place they stand in the order given. */
export function applySplices(text: string, splices: Splice[]): EditResult {
  if (overlap(splices)) {
    throw new Error('Two parts of one edit touch the same characters');
  }
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: inserted } of inOrder(splices)) {
    parts.push(text.slice(from, start), inserted);
    from = end;
  }
  parts.push(text.slice(from));
  const result = parts.join('');
  return { text: result, changed: result !== text };
}

function inOrder(splices: Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}
