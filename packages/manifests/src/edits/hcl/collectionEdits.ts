import { beginsLine, insertInBrackets, removeFromBrackets } from '../brackets';
import { conflict } from '../conflict';
import { lineBreak, lineStart, startWithComments, type Splice } from '../text';
import type { EditResult } from '../types';
import { applyAligned } from './align';
import {
  openCollection,
  type HclCollection,
  type HclEntry,
} from './collections';
import { findAttribute, findBody, marginAt, type HclPlace } from './find';
import { HCL_COMMENT } from './remove';
import { saysTheSame } from './same';
import { printHclKey, printHclValue, type HclValue } from './values';

/** Where a list or object is: an attribute, or inside of its value. */
export interface HclCollectionPlace extends HclPlace {
  /** Keys of objects on the way from the attribute's value. */
  path?: string[];
}

export function findCollection(
  text: string,
  { path = [], ...place }: HclCollectionPlace,
  type: 'list' | 'object',
): HclCollection {
  const body = findBody(text, place);
  const attribute = findAttribute(text, body, place.name);
  if (!attribute) {
    throw conflict(
      text,
      body.block?.start ?? 0,
      `${place.name} was wanted, and it is not there`,
      'set it first',
    );
  }
  let { valueStart, end } = attribute;
  for (const key of path) {
    const object = openCollection(text, valueStart, end, 'object');
    const entry = entryWithKey(text, object, key);
    if (!entry) {
      throw conflict(
        text,
        valueStart,
        `an entry ${JSON.stringify(key)} was wanted, and there is none`,
        'set it first',
      );
    }
    ({ valueStart, end } = entry);
  }
  return openCollection(text, valueStart, end, type);
}

export function insertEntry(
  text: string,
  collection: HclCollection,
  index: number,
  printed: string,
): EditResult {
  const newline = lineBreak(text);
  const { entries, open, close, type } = collection;
  if (entries.length > 0 || type === 'list') {
    return applyAligned(
      text,
      insertInBrackets(text, newline, collection, index, [printed]),
    );
  }
  const margin = marginAt(text, open);
  const lines = `${newline}${margin}  ${printed}${newline}${margin}`;
  return applyAligned(
    text,
    text.slice(open + 1, close).trim() === ''
      ? [{ start: open + 1, end: close, text: lines }]
      : [
          {
            start: lineStart(text, close),
            end: lineStart(text, close),
            text: `${margin}  ${printed}${newline}`,
          },
        ],
  );
}

export function removeEntry(
  text: string,
  collection: HclCollection,
  index: number,
): Splice[] {
  const { start } = collection.entries[index];
  const { open, close, entries } = collection;
  const splices = removeFromBrackets(
    text,
    collection,
    index,
    index > 0
      ? startWithComments(text, start, HCL_COMMENT)
      : lineStart(text, start),
  );
  const alone = entries.length === 1 && splices.length === 1;
  if (!alone) {
    return splices;
  }
  const [splice] = splices;
  const rest =
    text.slice(open + 1, splice.start) + text.slice(splice.end, close);
  return rest.trim() === ''
    ? [{ start: open + 1, end: close, text: '' }]
    : splices;
}

export function indexOfItem(
  text: string,
  list: HclCollection,
  item: HclValue,
): number {
  const printed = printIn(text, list, item);
  return list.entries.findIndex(({ start, end }) =>
    saysTheSame(text.slice(start, end), printed),
  );
}

export function entryWithKey(
  text: string,
  { entries }: HclCollection,
  key: string,
): HclEntry | undefined {
  const written = printHclKey(key);
  const bare = written.startsWith('"') ? written.slice(1, -1) : written;
  const [found, second] = entries.filter(entry => entry.key === bare);
  if (second) {
    throw conflict(
      text,
      second.start,
      `the key ${JSON.stringify(key)} is there more than once`,
      'leave one of them',
    );
  }
  return found;
}

/** Further lines of a value are indented from the line its entry begins. */
export function printIn(
  text: string,
  { open, entries }: HclCollection,
  value: HclValue,
): string {
  const sibling = entries.at(-1);
  const margin =
    sibling && beginsLine(text, sibling.start)
      ? marginAt(text, sibling.start)
      : marginAt(text, open) + (sibling ? '' : '  ');
  return printHclValue(value, margin, lineBreak(text), 'value');
}
