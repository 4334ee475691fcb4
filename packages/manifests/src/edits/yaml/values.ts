import { conflict, shown } from '../conflict';
import { checkData } from '../data';
import { applySplices } from '../text';
import type { EditResult, EditValue } from '../types';
import { changeValue } from './change';
import { createValue } from './create';
import type { Entry } from './entries';
import { openYaml, type YamlFile } from './file';
import { checkPath, type YamlOptions } from './options';
import { lastOffset } from './places';
import { removeEntry, type WhenEmpty } from './remove';
import { isSame } from './same';
import { refuseMerge, walk, type PathPart } from './walk';

/** What {@link setYamlValue} can be told. */
export interface SetYamlOptions extends YamlOptions {
  /** The value that has to be there now. Another one is a conflict, except the wanted one. */
  expect?: EditValue;
  /** Writes missing mappings and lists on the way. */
  create?: boolean;
}

/** What {@link removeYamlKey} can be told. */
export interface RemoveYamlOptions extends YamlOptions {
  /** The value that has to be there now; another one is a conflict. */
  expect?: EditValue;
  /** What stays of a mapping or list that has nothing else: `keep` (empty brackets) when left out. */
  whenEmpty?: WhenEmpty;
}

/**
 * Sets a value: a scalar, a list or a mapping.
 *
 * Of a list or mapping only what differs is written. A new key goes to the end of its mapping, in the manner of the file.
 *
 * @param path - keys, indexes, or fields of an item: `['spec', 'containers', { name: 'web' }, 'image']`
 * @throws ConflictError when the edit would have to guess: see {@link YamlOptions} and the README
 * @throws InvalidFieldsError for a path or value that is none
 */
export function setYamlValue(
  text: string,
  path: PathPart[],
  value: EditValue,
  options: SetYamlOptions = {},
): EditResult {
  const { expect, create = false, document } = options;
  const parts = checkPath(path);
  const wanted = checkData(value, 'value');
  const file = openYaml(text, document);
  const found = walk(file, parts);
  const step = found.steps.at(-1);
  if (found.missing.length > 0 || !step) {
    if (expect !== undefined) {
      const at = step?.entry.start ?? found.end?.range?.[0] ?? 0;
      throw conflict(
        text,
        at,
        `${shown(JSON.stringify(expect))} was expected at ${shown(
          JSON.stringify(path),
        )}, and there is nothing`,
        'look at the file again',
      );
    }
    return applySplices(text, createValue(file, found, wanted, create));
  }
  if (isSame(file, step.entry.value, wanted)) {
    return { text, changed: false };
  }
  refuseUnexpected(file, step.entry, expect);
  return applySplices(text, changeValue(file, step, wanted));
}

/**
 * Removes a key, or an item given by index or fields. Nothing there: nothing changes.
 *
 * Comments behind the entry, in it, and right above it at its indentation go with it; those above the first of several stay.
 *
 * @throws ConflictError see {@link setYamlValue}
 */
export function removeYamlKey(
  text: string,
  path: PathPart[],
  options: RemoveYamlOptions = {},
): EditResult {
  const { document, expect, whenEmpty = 'keep' } = options;
  const parts = checkPath(path);
  const file = openYaml(text, document);
  const { steps, missing } = walk(file, parts);
  const step = steps.at(-1);
  if (missing.length > 0 || !step) {
    return { text, changed: false };
  }
  refuseMerge(file, step.entries);
  refuseUnexpected(file, step.entry, expect);
  return applySplices(text, removeEntry(file, steps, whenEmpty));
}

function refuseUnexpected(
  file: YamlFile,
  entry: Entry,
  expect: EditValue | undefined,
): void {
  if (expect === undefined || isSame(file, entry.value, expect)) {
    return;
  }
  const { text } = file;
  const found = text.slice(entry.valueStart, lastOffset(text, entry));
  throw conflict(
    text,
    entry.start,
    `${shown(JSON.stringify(expect))} was expected, found ${
      shown(found) || 'nothing'
    }`,
    'look at the file again',
  );
}
