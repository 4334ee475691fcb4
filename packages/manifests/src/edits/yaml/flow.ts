import { insertInBrackets, type Bracketed } from '../brackets';
import { conflict, shown } from '../conflict';
import type { Splice } from '../text';
import { entriesOf, rangeOf, type Collection, type Entry } from './entries';
import type { YamlFile } from './file';
import type { NewEntry } from './insert';
import { printFlow, printFlowPair, type Manner } from './print';

export function insertFlow(
  file: YamlFile,
  collection: Collection,
  index: number,
  added: NewEntry[],
  manner: Manner,
): Splice[] {
  const { text } = file;
  const entries = entriesOf(collection);
  const quoted = quotedKeys(text, entries);
  const printed = added.map(({ key, value }) => {
    const flow: Manner = quoted
      ? {
          ...manner,
          quoteKeys: true,
          quote: 'QUOTE_DOUBLE',
          force: 'QUOTE_DOUBLE',
        }
      : manner;
    return key === undefined
      ? printFlow(value, flow)
      : printFlowPair(key, value, flow);
  });
  return insertInBrackets(
    text,
    file.newline,
    bracketsOf(text, collection, entries),
    index,
    printed,
  );
}

/**
 * A collection in flow style, as what edits lists in brackets wants it.
 *
 * @throws ConflictError for a pair that is an item of a list without braces: `[a, b: 1]`
 */
export function bracketsOf(
  text: string,
  collection: Collection,
  entries: Entry[],
): Bracketed {
  const [open, end] = rangeOf(collection);
  if (!'[{'.includes(text[open])) {
    throw conflict(
      text,
      open,
      `a mapping was wanted, found the pair ${shown(
        text.slice(open, end),
      )} without braces`,
      'write braces around it first',
    );
  }
  return {
    open,
    close: end - 1,
    entries: entries.map(entry => ({
      start: entry.start,
      end: flowEntryEnd(entry),
    })),
    commaIn: (from, to) => commaIn(text, from, to),
    breaksSeparate: false,
  };
}

/** Where an entry between brackets ends. */
export function flowEntryEnd({ value, valueStart, keyEnd }: Entry): number {
  return value ? rangeOf(value)[1] : Math.max(valueStart ?? 0, keyEnd);
}

function commaIn(text: string, start: number, end: number): number | undefined {
  const comma = text
    .slice(start, end)
    .replace(/(^|\s)#[^\n]*/g, comment => ' '.repeat(comment.length))
    .indexOf(',');
  return comma === -1 ? undefined : start + comma;
}

function quotedKeys(text: string, entries: Entry[]): boolean {
  return (
    entries.length > 0 &&
    entries.every(({ key, start }) => key !== undefined && text[start] === '"')
  );
}
