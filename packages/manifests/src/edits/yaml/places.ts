import { beginsLine as lineBeginsAt } from '../brackets';
import { isScalar } from 'yaml';
import { column, isBlank, lineEnd, nextLine, startWithComments } from '../text';
import {
  entriesOf,
  isAnyCollection,
  isFlow,
  rangeOf,
  type Entry,
} from './entries';

/** Where the last character of an entry of a block collection is, comments on its line not counted. */
export function lastOffset(text: string, entry: Entry): number {
  const { value } = entry;
  if (!value) {
    return Math.max(entry.valueStart ?? 0, entry.keyEnd);
  }
  if (isAnyCollection(value) && !isFlow(value)) {
    const last = entriesOf(value).at(-1);
    return last ? lastOffset(text, last) : rangeOf(value)[1];
  }
  const end = rangeOf(value)[1];
  return isBlockScalar(value) && text[end - 1] === '\n'
    ? lineEnd(text, end - (text[end - 2] === '\r' ? 2 : 1))
    : end;
}

/**
 * Where an entry of a block collection ends, before the line break: behind the comment on its last line and behind comments on
 * lines of their own that are indented deeper than it.
 */
export function entryEnd(text: string, entry: Entry): number {
  const own = column(text, entry.start);
  let end = lineEnd(text, lastOffset(text, entry));
  for (
    let at = nextLine(text, end);
    at < text.length;
    at = nextLine(text, at)
  ) {
    const comment = commentColumn(text, at);
    if (comment !== undefined && comment > own) {
      end = lineEnd(text, at);
    } else if (!isBlank(text, at)) {
      break;
    }
  }
  return end;
}

/** Whether an entry begins its line. `a` in `- a: 1` does not. */
export function beginsLine(text: string, entry: Entry): boolean {
  return lineBeginsAt(text, entry.start);
}

/** Start of the comment lines right above an entry, at its indentation; of its own line when there is none. */
export function commentStart(text: string, entry: Entry): number {
  return startWithComments(text, entry.start, /^\s*#/);
}

export function isBlockScalar(node: unknown): boolean {
  return (
    isScalar(node) &&
    (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
  );
}

/** Indentation of a line that is nothing but a comment. */
function commentColumn(text: string, start: number): number | undefined {
  const line = text.slice(start, lineEnd(text, start));
  return /^\s*#/.test(line) ? line.indexOf('#') : undefined;
}
