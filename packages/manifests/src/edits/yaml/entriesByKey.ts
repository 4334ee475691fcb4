import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { conflict, shown } from '../conflict';
import { checkData, isPlainObject } from '../data';
import { applySplices } from '../text';
import type { EditResult, EditValue } from '../types';
import { changeValue } from './change';
import { rangeOf, valueAtKey } from './entries';
import { insertEntries } from './insert';
import { createList, openList, sortedPlace, type OpenList } from './items';
import type { YamlOptions } from './options';
import { removeEntry, type WhenEmpty } from './remove';
import { isSame } from './same';
import { walk, type PathPart, type Step } from './walk';

/** What {@link upsertYamlItem} can be told. */
export interface UpsertYamlOptions extends YamlOptions {
  /** Writes the list, and mappings on the way, when they are missing or empty places. */
  create?: boolean;
  /** A new entry goes to its place by key, when the list is in the order of characters; else to the end. */
  sorted?: boolean;
  /** What becomes of fields that the entry has and `item` has not: `remove` when left out. */
  others?: 'remove' | 'keep';
  /** Fields that go, with `others: 'keep'`. */
  without?: string[];
  /** `add` makes it a conflict when the entry is there and differs, `change` when it is not there. */
  mode?: 'upsert' | 'add' | 'change';
}

/**
 * Adds an entry to a list of mappings, or changes the one with the same key: only the fields that differ are written.
 *
 * @param keyField - the field by which entries are known, `name`
 * @throws ConflictError when two entries have the key, or there is no list (and `create` is not set)
 */
export function upsertYamlItem(
  text: string,
  path: PathPart[],
  keyField: string,
  item: Record<string, EditValue>,
  options: UpsertYamlOptions = {},
): EditResult {
  const { mode = 'upsert', others = 'remove', without = [] } = options;
  const wanted = checkEntry(item, keyField);
  const key = String(wanted[keyField]);
  const list = openList(text, path, options.document);
  const step = stepOf(list, keyField, key);
  if (!step) {
    if (mode === 'change') {
      throw conflict(
        text,
        list.list ? rangeOf(list.list)[0] : 0,
        `an entry with ${keyField} ${JSON.stringify(
          key,
        )} was wanted, and there is none`,
        'add it first',
      );
    }
    return insert(text, path, keyField, list, wanted, options);
  }
  const current: unknown =
    others === 'keep' && step.entry.value
      ? step.entry.value.toJS(list.file.document)
      : {};
  const merged = checkData(
    { ...(isPlainObject(current) ? current : {}), ...wanted },
    'item',
  );
  const whole = isPlainObject(merged)
    ? Object.fromEntries(
        Object.entries(merged).filter(([field]) => !without.includes(field)),
      )
    : merged;
  if (mode === 'add' && !isSame(list.file, step.entry.value, whole)) {
    const [start, end] = step.entry.value ? rangeOf(step.entry.value) : [0, 0];
    throw conflict(
      text,
      step.entry.start,
      `an entry with ${keyField} ${JSON.stringify(
        key,
      )} is there and differs: ${shown(text.slice(start, end))}`,
      'change it, or take another key',
    );
  }
  return applySplices(text, changeValue(list.file, step, whole));
}

/**
 * Removes the entry with this key from a list of mappings. Not there: nothing changes.
 *
 * @throws ConflictError when two entries have the key
 */
export function removeYamlEntry(
  text: string,
  path: PathPart[],
  keyField: string,
  key: string,
  options: YamlOptions & { whenEmpty?: WhenEmpty } = {},
): EditResult {
  const list = openList(text, path, options.document);
  const step = stepOf(list, keyField, key);
  return step
    ? applySplices(
        text,
        removeEntry(
          list.file,
          [...list.steps, step],
          options.whenEmpty ?? 'keep',
        ),
      )
    : { text, changed: false };
}

function stepOf(
  { file, list, entries }: OpenList,
  keyField: string,
  key: string,
): Step | undefined {
  if (!list) {
    return undefined;
  }
  // The walk tells an entry by its fields, and tells when two have them.
  const found = walk({ ...file, root: list }, [{ [keyField]: key }]);
  const step = found.steps.at(0);
  return step && { ...step, entries, collection: list };
}

function insert(
  text: string,
  path: PathPart[],
  keyField: string,
  { file, list, entries, steps }: OpenList,
  value: Record<string, EditValue>,
  { create, sorted }: UpsertYamlOptions,
): EditResult {
  if (!list || entries.length === 0) {
    const found = { steps, missing: [0], end: list ?? null };
    const first = list ? value : [value];
    return applySplices(
      text,
      createList(text, path, file, found, first, create),
    );
  }
  const keys = entries.map(entry => {
    const node = valueAtKey(entry.value, keyField);
    return node && 'value' in node ? String(node.value) : undefined;
  });
  const index = sorted
    ? sortedPlace(keys, String(value[keyField]))
    : entries.length;
  return applySplices(text, insertEntries(file, list, index, [{ value }]));
}

function checkEntry(
  item: Record<string, EditValue>,
  keyField: string,
): Record<string, EditValue> {
  const checked = checkData(item, 'item');
  if (!isPlainObject(checked) || typeof checked[keyField] !== 'string') {
    throw new InvalidFieldsError([
      {
        path: `item.${keyField}`,
        message: 'give the key of the entry as text',
      },
    ]);
  }
  return checked;
}
