import { isScalar, isSeq } from 'yaml';
import { conflict } from '../conflict';
import { checkData } from '../data';
import { applySplices } from '../text';
import type { EditResult, EditValue } from '../types';
import { createValue } from './create';
import { entriesOf, type Collection, type Entry } from './entries';
import { openYaml, type YamlFile } from './file';
import { insertEntries } from './insert';
import { checkPath, type YamlOptions } from './options';
import { removeEntry, type WhenEmpty } from './remove';
import { isSame } from './same';
import { collectionFor, nodeAt, walk, type PathPart, type Step } from './walk';

/** Where a new item goes: at the end when nothing is said. */
export interface PlaceOptions {
  /** Before this item. */
  before?: EditValue;
  /** Behind this item. */
  after?: EditValue;
  /** To its place in the order of characters, when the list is in that order; else at the end. */
  sorted?: boolean;
}

/** What {@link addYamlItem} can be told. */
export interface AddYamlItemOptions extends YamlOptions, PlaceOptions {
  /** Writes the list, and mappings on the way, when they are missing or empty places. */
  create?: boolean;
}

/**
 * Adds an item to a list, unless an equal one is there. For entries that are known by a field: `upsertYamlItem`.
 *
 * @throws ConflictError when there is no list (and `create` is not set), or no such item to stand before or behind
 */
export function addYamlItem(
  text: string,
  path: PathPart[],
  item: EditValue,
  options: AddYamlItemOptions = {},
): EditResult {
  checkData(item, 'item');
  const { file, steps, list, entries } = openList(text, path, options.document);
  if (indexesOf(file, entries, item).length > 0) {
    return { text, changed: false };
  }
  if (!list || entries.length === 0) {
    const missing = list ? [0] : path.slice(steps.length);
    const found = { steps, missing, end: list ?? null };
    const value = list ? item : [item];
    return applySplices(
      text,
      createList(text, path, file, found, value, options.create),
    );
  }
  const index = placeOf(file, entries, item, options);
  return applySplices(
    text,
    insertEntries(file, list, index, [{ value: item }]),
  );
}

/**
 * Removes an item from a list. No equal one there: nothing changes.
 *
 * @throws ConflictError when the item is there more than once
 */
export function removeYamlItem(
  text: string,
  path: PathPart[],
  item: EditValue,
  options: YamlOptions & { whenEmpty?: WhenEmpty } = {},
): EditResult {
  checkData(item, 'item');
  const { file, steps, list, entries } = openList(text, path, options.document);
  const [index, second] = indexesOf(file, entries, item);
  if (!list || index === undefined) {
    return { text, changed: false };
  }
  if (second !== undefined) {
    throw conflict(
      text,
      entries[second].start,
      `${JSON.stringify(item)} is in the list more than once`,
      'leave one of them',
    );
  }
  const step = { collection: list, entries, index, entry: entries[index] };
  return applySplices(
    text,
    removeEntry(file, [...steps, step], options.whenEmpty ?? 'keep'),
  );
}

/** A list at the end of a path, taken apart. */
export interface OpenList {
  file: YamlFile;
  steps: Step[];
  /** Undefined when there is none yet. */
  list?: Collection;
  entries: Entry[];
}

/** @throws ConflictError when something else than a list is there */
export function openList(
  text: string,
  path: PathPart[],
  document: YamlOptions['document'],
): OpenList {
  const parts = checkPath(path, true);
  const file = openYaml(text, document);
  const found = walk(file, parts);
  const node = found.missing.length === 0 ? nodeAt(file, found) : null;
  if (!node) {
    return { file, steps: found.steps, entries: [] };
  }
  const list = collectionFor(file, node, 0);
  return { file, steps: found.steps, list, entries: entriesOf(list) };
}

/** Writes the first item of a list that is missing or has nothing in it. */
export function createList(
  text: string,
  path: PathPart[],
  file: YamlFile,
  found: { steps: Step[]; missing: PathPart[]; end: Collection | null },
  value: EditValue,
  create = false,
) {
  const list = isSeq(found.end);
  const walked = list ? found : walk(file, path);
  if (!list && !create) {
    throw conflict(
      text,
      walked.steps.at(-1)?.entry.start ?? 0,
      `a list was wanted at ${JSON.stringify(path)}, and there is none`,
      'ask for it to be created, or give another path',
    );
  }
  return createValue(file, walked, value, true);
}

function indexesOf(
  file: YamlFile,
  entries: Entry[],
  item: EditValue,
): number[] {
  return entries.flatMap(({ value }, index) =>
    isSame(file, value, item) ? [index] : [],
  );
}

function placeOf(
  file: YamlFile,
  entries: Entry[],
  item: EditValue,
  { before, after, sorted }: PlaceOptions,
): number {
  const neighbour = before ?? after;
  if (neighbour !== undefined) {
    const [index] = indexesOf(file, entries, neighbour);
    if (index === undefined) {
      throw conflict(
        file.text,
        entries[0].start,
        `${JSON.stringify(
          neighbour,
        )} was wanted in the list, and it is not there`,
        'name an item that is',
      );
    }
    return before === undefined ? index + 1 : index;
  }
  const texts = entries.map(({ value }) =>
    isScalar(value) ? String(value.value) : undefined,
  );
  return sorted ? sortedPlace(texts, String(item)) : entries.length;
}

/** Place in a list that is in the order of characters; its end when it is not. */
export function sortedPlace(
  texts: (string | undefined)[],
  item: string,
): number {
  const inOrder = texts.every(
    (text, index) =>
      text !== undefined && (index === 0 || (texts[index - 1] ?? '') <= text),
  );
  const place = texts.findIndex(text => text !== undefined && text > item);
  return inOrder && place !== -1 ? place : texts.length;
}
