import { beginsLine, trimLeft } from '../brackets';
import {
  isBlank,
  lineEnd,
  lineStart,
  nextLine,
  startWithComments,
  wholeLines,
  type Splice,
} from '../text';
import type { HclBody } from './find';
import type { HclBlock, HclItem } from './parser';

/** A line that is nothing but a comment. */
export const HCL_COMMENT = /^\s*(#|\/\/)/;

/** Takes an attribute or block out of what it stands in. A body that has nothing else becomes `{}`. */
export function removeItem(
  text: string,
  { items, block }: HclBody,
  item: HclItem,
): Splice {
  const index = items.indexOf(item);
  const end = lineEnd(text, item.end);
  if (block && items.length === 1 && isBare(text, block, item)) {
    return { start: block.open + 1, end: block.end - 1, text: '' };
  }
  if (!beginsLine(text, item.start)) {
    return { start: trimLeft(text, item.start), end: item.end, text: '' };
  }
  const above = startWithComments(text, item.start, HCL_COMMENT);
  // The comment above the first of several attributes may speak of them all.
  const keeps = index === 0 && items.length > 1 && item.kind === 'attribute';
  const start = keeps ? lineStart(text, item.start) : above;
  const below = nextLine(text, end);
  const blankBelow = below === text.length || isBlank(text, below);
  if (index === 0 && items.length > 1) {
    const opensGap =
      items[1].kind === 'block' && below < text.length && blankBelow;
    return wholeLines(text, start, opensGap ? below : end);
  }
  const closes =
    block !== undefined && lineStart(text, block.end - 1) === below;
  const blankAbove = start > 1 && isBlank(text, start - 1);
  return blankAbove && (blankBelow || closes)
    ? wholeLines(text, lineStart(text, start - 1), end)
    : wholeLines(text, start, end);
}

/** Whether a body holds nothing but this item: no comments around it. */
function isBare(text: string, block: HclBlock, item: HclItem): boolean {
  const start = startWithComments(text, item.start, HCL_COMMENT);
  const before = text.slice(
    block.open + 1,
    beginsLine(text, item.start) ? start : item.start,
  );
  const behind = beginsLine(text, block.end - 1)
    ? lineEnd(text, item.end)
    : item.end;
  return (
    before.trim() === '' && text.slice(behind, block.end - 1).trim() === ''
  );
}
