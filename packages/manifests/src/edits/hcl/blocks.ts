import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { printHcl, type BodyItem } from '../../hcl';
import { conflict } from '../conflict';
import { applySplices, isBlank, lineBreak, lineEnd, nextLine } from '../text';
import type { EditResult } from '../types';
import { findBlock, nameOf, type HclBlockName } from './find';
import { parseHcl, type HclBlock, type HclItem } from './parser';
import { removeItem } from './remove';
import { saysTheSame } from './same';

/**
 * Adds a block: behind the last one of its type, else at the end of the file.
 *
 * @param block - a block of `hcl`, or the text of one
 * @throws ConflictError when a block with this type and these labels is there and differs
 * @throws InvalidFieldsError for a text that is not one block
 */
export function addHclBlock(
  text: string,
  block: BodyItem | string,
): EditResult {
  const source = (typeof block === 'string' ? block : printHcl([block])).trim();
  const wanted = parseOne(source);
  const items = parseHcl(text);
  const found = findBlock(text, items, wanted.head);
  if (found) {
    if (saysTheSame(text.slice(found.start, found.end), source)) {
      return { text, changed: false };
    }
    throw conflict(
      text,
      found.start,
      `the block ${nameOf(wanted.head)} is there and differs`,
      'change its attributes, or take another name',
    );
  }
  const newline = lineBreak(text);
  const lines = source.split(/\r?\n/).join(newline);
  return applySplices(text, [place(text, items, wanted, lines, newline)]);
}

/** Removes a block with the comment right above it. Not there: nothing changes. */
export function removeHclBlock(text: string, name: HclBlockName): EditResult {
  const items = parseHcl(text);
  const found = findBlock(text, items, name);
  return found
    ? applySplices(text, [removeItem(text, { items }, found)])
    : { text, changed: false };
}

function parseOne(source: string): HclBlock {
  const [item, second] = parseHcl(source);
  if (!item || item.kind !== 'block' || second) {
    throw new InvalidFieldsError([
      { path: 'block', message: 'give exactly one block' },
    ]);
  }
  return item;
}

function place(
  text: string,
  items: HclItem[],
  wanted: HclBlock,
  lines: string,
  newline: string,
) {
  const sameType = items.filter(
    item => item.kind === 'block' && item.head[0] === wanted.head[0],
  );
  const previous = sameType.at(-1) ?? items.at(-1);
  if (!previous) {
    const at = text.length;
    const open = at > 0 && !text.endsWith('\n') ? newline : '';
    const gap = text.trim() === '' ? '' : newline;
    return { start: at, end: at, text: `${open}${gap}${lines}${newline}` };
  }
  const at = lineEnd(text, previous.end);
  const below = nextLine(text, at);
  // Where the blocks of a file stand close together, so does the new one.
  const close = below < text.length && !isBlank(text, below);
  return {
    start: at,
    end: at,
    text: close ? newline + lines : newline + newline + lines,
  };
}
