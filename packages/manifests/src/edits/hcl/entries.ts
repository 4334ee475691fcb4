import { beginsLine, insertInBrackets, removeFromBrackets } from '../brackets';
import { conflict, shown } from '../conflict';
import { lineBreak, lineStart, startWithComments, type Splice } from '../text';
import type { EditResult } from '../types';
import { applyAligned } from './align';
import { HCL_COMMENT } from './attributes';
import {
  openCollection,
  type HclCollection,
  type HclEntry,
} from './collections';
import { findAttribute, findBody, marginAt, type HclPlace } from './find';
import { saysTheSame } from './same';
import { printHclKey, printHclValue, type HclValue } from './values';

/** Where a list or object is: an attribute, or inside of its value. */
export interface HclCollectionPlace extends HclPlace {
  /** Keys of objects on the way from the attribute's value. */
  path?: string[];
}

/** What {@link addHclListItem} can be told besides. */
export interface HclItemPlace {
  /** Before or behind this item; at the end when neither is given. */
  before?: HclValue;
  after?: HclValue;
}

/**
 * Adds an item to a list that is written out, unless it is there.
 *
 * @throws ConflictError when there is no such list, or no such neighbour
 */
export function addHclListItem(
  text: string,
  place: HclCollectionPlace,
  item: HclValue,
  { before, after }: HclItemPlace = {},
): EditResult {
  const list = find(text, place, 'list');
  if (indexOf(text, list, item) !== -1) {
    return { text, changed: false };
  }
  const neighbour = before ?? after;
  let index = list.entries.length;
  if (neighbour !== undefined) {
    index = indexOf(text, list, neighbour);
    if (index === -1) {
      throw conflict(
        text,
        list.open,
        `${shown(
          print(text, list, neighbour),
        )} was wanted in the list, and it is not there`,
        'name an item that is',
      );
    }
    index += before === undefined ? 1 : 0;
  }
  return insert(text, list, index, print(text, list, item));
}

/** Removes an item from a list. Not there: nothing changes. */
export function removeHclListItem(
  text: string,
  place: HclCollectionPlace,
  item: HclValue,
): EditResult {
  const list = find(text, place, 'list');
  const index = indexOf(text, list, item);
  return index === -1
    ? { text, changed: false }
    : applyAligned(text, remove(text, list, index));
}

/**
 * Sets an entry of an object that is written out.
 *
 * @throws ConflictError when there is no such object
 */
export function setHclEntry(
  text: string,
  place: HclCollectionPlace,
  key: string,
  value: HclValue,
): EditResult {
  const object = find(text, place, 'object');
  const found = entryWithKey(text, object, key);
  const printed = print(text, object, value);
  if (found) {
    const present = text.slice(found.valueStart, found.end);
    return saysTheSame(present, printed)
      ? { text, changed: false }
      : applyAligned(text, [
          { start: found.valueStart, end: found.end, text: printed },
        ]);
  }
  const entry = `${printHclKey(key)} = ${printed}`;
  return insert(text, object, object.entries.length, entry);
}

/** Removes an entry of an object. Not there: nothing changes. */
export function removeHclEntry(
  text: string,
  place: HclCollectionPlace,
  key: string,
): EditResult {
  const object = find(text, place, 'object');
  const found = entryWithKey(text, object, key);
  return found
    ? applyAligned(text, remove(text, object, object.entries.indexOf(found)))
    : { text, changed: false };
}

function find(
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

function insert(
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

function remove(
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

function indexOf(text: string, list: HclCollection, item: HclValue): number {
  const printed = print(text, list, item);
  return list.entries.findIndex(({ start, end }) =>
    saysTheSame(text.slice(start, end), printed),
  );
}

function entryWithKey(
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
function print(
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
