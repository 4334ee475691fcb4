import { isSeq } from 'yaml';
import { conflict } from '../conflict';
import { lineBreak, type Splice } from '../text';
import type { EditValue } from '../types';
import { entriesOf, isFlow, rangeOf, type Collection } from './entries';
import type { YamlFile } from './file';
import { insertEntries, mannerOf } from './insert';
import { printItem } from './print';
import { replaceValue } from './replace';
import { collectionFor, type PathPart, type Walk } from './walk';

/**
 * Writes a value at a place that the file lacks.
 *
 * @throws ConflictError when more than the last part of the path is missing and `create` is not set
 */
export function createValue(
  file: YamlFile,
  { steps, missing, end }: Walk,
  wanted: EditValue,
  create: boolean,
): Splice[] {
  const at = end ? rangeOf(end)[0] : steps.at(-1)?.entry.start ?? 0;
  if (!create && (missing.length > 1 || !end)) {
    throw conflict(
      file.text,
      at,
      `${JSON.stringify(missing[0])} was wanted, and there is none`,
      'ask for missing parents to be created, or give another path',
    );
  }
  const step = steps.at(-1);
  if (!end) {
    const whole = wrap(file, at, missing, wanted);
    return step
      ? replaceValue(file, step.collection, step.entry, whole)
      : [appendRoot(file, whole)];
  }
  const [part, ...rest] = missing;
  collectionFor(file, end, part);
  const value = wrap(file, at, rest, wanted);
  if (step && opensUp(file, step.collection, end, value)) {
    return replaceValue(
      file,
      step.collection,
      step.entry,
      wrap(file, at, [part], value),
    );
  }
  return insertEntries(file, end, entriesOf(end).length, [
    typeof part === 'string'
      ? { key: part, value }
      : { value: itemAt(file, at, part, entriesOf(end).length, value) },
  ]);
}

/** Empty brackets behind a key open up to lines, except for a list of scalars. */
function opensUp(
  file: YamlFile,
  parent: Collection,
  end: Collection,
  value: EditValue,
): boolean {
  const [start, behind] = rangeOf(end);
  return (
    !isFlow(parent) &&
    behind - start === 2 &&
    file.text[start - 1] === ' ' &&
    file.text[start - 2] !== ' ' &&
    !(isSeq(end) && (typeof value !== 'object' || value === null))
  );
}

function wrap(
  file: YamlFile,
  at: number,
  path: PathPart[],
  value: EditValue,
): EditValue {
  return path.reduceRight<EditValue>(
    (inner, part) =>
      typeof part === 'string'
        ? { [part]: inner }
        : [itemAt(file, at, part, 0, inner)],
    value,
  );
}

function itemAt(
  file: YamlFile,
  at: number,
  part: PathPart,
  length: number,
  value: EditValue,
): EditValue {
  if (part === length) {
    return value;
  }
  throw conflict(
    file.text,
    at,
    `item ${JSON.stringify(part)} was wanted, and there is none`,
    `add the item itself; the next index is ${length}`,
  );
}

function appendRoot(file: YamlFile, value: EditValue): Splice {
  const { text, document } = file;
  const end = text.length;
  if (document.range[2] < end) {
    throw conflict(
      text,
      document.range[0],
      'the document is empty, and others follow',
      'write its first key by hand',
    );
  }
  const newline = lineBreak(text);
  const { inline, body } = printItem(value, mannerOf(file), 0);
  const before = /(^|\n|\uFEFF)$/.test(text) ? '' : newline;
  return {
    start: end,
    end,
    text: `${before}${[inline, ...body].join(newline)}${newline}`,
  };
}
