import { conflict } from '../conflict';
import { column, isBlank, nextLine, type Splice } from '../text';
import type { EditValue } from '../types';
import {
  entriesOf,
  isAnyCollection,
  isFlow,
  rangeOf,
  type Collection,
  type Entry,
} from './entries';
import type { YamlFile } from './file';
import { insertFlow } from './flow';
import { beginsLine, commentStart, entryEnd, isBlockScalar } from './places';
import { printItem, printPair, type Manner } from './print';
import { quoteFor, styleOf } from './style';

/** A new entry: with a key in a mapping, without one in a list. */
export interface NewEntry {
  key?: string;
  value: EditValue;
}

/** Writes entries into a collection that has some already, or into empty brackets. */
export function insertEntries(
  file: YamlFile,
  collection: Collection,
  index: number,
  added: NewEntry[],
): Splice[] {
  if (added.length === 0) {
    return [];
  }
  const manner = mannerOf(file);
  return isFlow(collection)
    ? insertFlow(file, collection, index, added, manner)
    : [insertBlock(file, collection, index, added, manner)];
}

export function mannerOf(file: YamlFile): Manner {
  const style = styleOf(file);
  return { ...style, force: quoteFor(style) };
}

function insertBlock(
  file: YamlFile,
  collection: Collection,
  index: number,
  added: NewEntry[],
  manner: Manner,
): Splice {
  const { text, newline } = file;
  const entries = entriesOf(collection);
  const previous = entries.at(index - 1);
  const pad = ' '.repeat(column(text, entries[0].start));
  const end = previous ? entryEnd(text, previous) : 0;
  const oneLine = lineBreakMissing(text, end);
  const blocks = added.map(entry =>
    blockLines(text, entries[0], entry, { ...manner, oneLine })
      .map(line => (line ? pad + line : line))
      .join(newline),
  );
  const gap = isSpaced(text, entries) ? newline : '';
  if (index > 0 && previous) {
    if (oneLine && endsInBlockScalar(previous)) {
      throw conflict(
        text,
        end,
        'the file ends in a block text without a line break, which anything behind it would give it',
        'end the file with a line break first',
      );
    }
    const lines = blocks.map(block => newline + gap + block).join('');
    return { start: end, end, text: lines };
  }
  if (beginsLine(text, entries[0])) {
    const start = commentStart(text, entries[0]);
    const lines = blocks.map(block => block + newline + gap).join('');
    return { start, end: start, text: lines };
  }
  const { start } = entries[0];
  const lines = blocks
    .map(block => block.slice(pad.length) + newline + pad)
    .join('');
  return { start, end: start, text: lines };
}

/** Lines of an entry, indented from its own column; behind a dash with the gap that the list's first item has. */
function blockLines(
  text: string,
  sibling: Entry,
  { key, value }: NewEntry,
  manner: Manner,
): string[] {
  if (key !== undefined) {
    return printPair(key, value, manner);
  }
  const width = sibling.value ? rangeOf(sibling.value)[0] - sibling.start : 2;
  const sameLine = !text
    .slice(sibling.start, sibling.start + width)
    .includes('\n');
  const gap = sameLine && sibling.valueStart === sibling.start + 1 ? width : 2;
  const flow = sibling.value !== null && isFlow(sibling.value);
  const { inline, body } = printItem(value, { ...manner, flow }, gap);
  return [`-${' '.repeat(gap - 1)}${inline}`, ...body];
}

/** Whether every two neighbours have a blank line between them: of two scalars that may be chance. */
export function isSpaced(text: string, entries: Entry[]): boolean {
  const enough = isAnyCollection(entries[0].value) ? 2 : 3;
  return (
    entries.length >= enough &&
    entries.slice(1).every((entry, index) => {
      const above = nextLine(text, entryEnd(text, entries[index]));
      return above < commentStart(text, entry) && isBlank(text, above);
    })
  );
}

function lineBreakMissing(text: string, end: number): boolean {
  return end === text.length;
}

function endsInBlockScalar({ value }: Entry): boolean {
  if (value && isBlockScalar(value)) {
    return true;
  }
  const last =
    isAnyCollection(value) && !isFlow(value)
      ? entriesOf(value).at(-1)
      : undefined;
  return last ? endsInBlockScalar(last) : false;
}
