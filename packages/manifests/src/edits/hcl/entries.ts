import { conflict, shown } from '../conflict';
import type { EditResult } from '../types';
import { applyAligned } from './align';
import {
  entryWithKey,
  findCollection,
  indexOfItem,
  insertEntry,
  printIn,
  removeEntry,
  type HclCollectionPlace,
} from './collectionEdits';
import { saysTheSame } from './same';
import { printHclKey, type HclValue } from './values';

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
  const list = findCollection(text, place, 'list');
  if (indexOfItem(text, list, item) !== -1) {
    return { text, changed: false };
  }
  const neighbour = before ?? after;
  let index = list.entries.length;
  if (neighbour !== undefined) {
    index = indexOfItem(text, list, neighbour);
    if (index === -1) {
      throw conflict(
        text,
        list.open,
        `${shown(
          printIn(text, list, neighbour),
        )} was wanted in the list, and it is not there`,
        'name an item that is',
      );
    }
    index += before === undefined ? 1 : 0;
  }
  return insertEntry(text, list, index, printIn(text, list, item));
}

/** Removes an item from a list. Not there: nothing changes. */
export function removeHclListItem(
  text: string,
  place: HclCollectionPlace,
  item: HclValue,
): EditResult {
  const list = findCollection(text, place, 'list');
  const index = indexOfItem(text, list, item);
  return index === -1
    ? { text, changed: false }
    : applyAligned(text, removeEntry(text, list, index));
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
  const object = findCollection(text, place, 'object');
  const found = entryWithKey(text, object, key);
  const printed = printIn(text, object, value);
  if (found) {
    const present = text.slice(found.valueStart, found.end);
    return saysTheSame(present, printed)
      ? { text, changed: false }
      : applyAligned(text, [
          { start: found.valueStart, end: found.end, text: printed },
        ]);
  }
  const entry = `${printHclKey(key)} = ${printed}`;
  return insertEntry(text, object, object.entries.length, entry);
}

/** Removes an entry of an object. Not there: nothing changes. */
export function removeHclEntry(
  text: string,
  place: HclCollectionPlace,
  key: string,
): EditResult {
  const object = findCollection(text, place, 'object');
  const found = entryWithKey(text, object, key);
  return found
    ? applyAligned(
        text,
        removeEntry(text, object, object.entries.indexOf(found)),
      )
    : { text, changed: false };
}
