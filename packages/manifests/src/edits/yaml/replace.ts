import { isScalar, type Node } from 'yaml';
import { trimLeft } from '../brackets';
import { conflict } from '../conflict';
import { column, lineEnd, lineStart, type Splice } from '../text';
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
import { beginsLine, entryEnd, isBlockScalar } from './places';
import {
  printFlow,
  printItem,
  printValue,
  type Manner,
  type Printed,
} from './print';
import { quoteFor, styleOf } from './style';

/** Writes a value in place of an entry's, with the comment behind it kept. */
export function replaceValue(
  file: YamlFile,
  collection: Collection,
  entry: Entry,
  wanted: EditValue,
): Splice[] {
  const { text } = file;
  const { value, keyEnd, valueStart } = entry;
  const style = styleOf(file, value);
  const manner = {
    ...style,
    force: quoteFor(style, value, isFlow(collection)),
  };
  if (isFlow(collection)) {
    return [replaceFlow(entry, printFlow(wanted, manner))];
  }
  if (valueStart === undefined) {
    throw conflict(
      text,
      keyEnd,
      'a key without a colon was found, a value was wanted',
      'write the colon first',
    );
  }
  const old = oldSpans(text, entry, valueStart);
  const printed = print(file, collection, entry, wanted, {
    ...manner,
    step: blockStep(text, entry) ?? manner.step,
    flow: value !== null && isFlow(value) && !isEmpty(value),
    oneLine: old.body.end === text.length,
  });
  return placed(file, column(text, entry.start), old, printed);
}

interface Span {
  start: number;
  end: number;
}

/** Where the old value is: on the line of the key, and on the lines below it. */
interface OldSpans {
  inline: Span;
  body: Span;
}

function oldSpans(text: string, entry: Entry, valueStart: number): OldSpans {
  const { value } = entry;
  if (!value) {
    const at = lineEnd(text, valueStart);
    return {
      inline: { start: valueStart, end: valueStart },
      body: { start: at, end: at },
    };
  }
  const [start, end] = rangeOf(value);
  if (isBlockScalar(value)) {
    const header =
      /^\S+/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
    const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
    const bodyStart = lineEnd(text, start);
    return {
      inline: { start, end: start + header.length },
      body: {
        start: bodyStart,
        end: Math.max(bodyStart, text[last - 1] === '\r' ? last - 1 : last),
      },
    };
  }
  if (isAnyCollection(value) && !isFlow(value)) {
    const last = entryEnd(text, entry);
    const [first] = entriesOf(value);
    return beginsLine(text, first)
      ? {
          inline: { start: valueStart, end: valueStart },
          body: { start: lineEnd(text, valueStart), end: last },
        }
      : { inline: { start, end: last }, body: { start: last, end: last } };
  }
  const at = lineEnd(text, end);
  return { inline: { start, end }, body: { start: at, end: at } };
}

function print(
  file: YamlFile,
  collection: Collection,
  entry: Entry,
  wanted: EditValue,
  manner: Manner,
): Printed {
  if (entry.key !== undefined || !isAnyCollection(collection)) {
    return printValue(wanted, manner);
  }
  const gap = entry.value ? rangeOf(entry.value)[0] - entry.start : 2;
  const sameLine =
    entry.value && lineStart(file.text, rangeOf(entry.value)[0]) <= entry.start;
  return printItem(wanted, manner, sameLine ? gap : 2);
}

function placed(
  { text, newline }: YamlFile,
  indentation: number,
  old: OldSpans,
  printed: Printed,
): Splice[] {
  const pad = ' '.repeat(indentation);
  const body = printed.body
    .map(line => newline + (line ? pad + line : line))
    .join('');
  const { start, end } = old.inline;
  const space = (from: number) => (text[from - 1] === ' ' ? '' : ' ');
  // Without a value on the line no space stays behind the colon, unless a comment follows.
  const from = printed.inline ? start : trimLeft(text, start);
  const inline = {
    start: from,
    end,
    text: printed.inline && space(start) + printed.inline,
  };
  return [inline, { ...old.body, text: body }];
}

function replaceFlow(entry: Entry, printed: string): Splice {
  const { value, valueStart, keyEnd } = entry;
  if (value) {
    const [start, end] = rangeOf(value);
    return { start, end, text: printed };
  }
  return valueStart === undefined
    ? { start: keyEnd, end: keyEnd, text: `: ${printed}` }
    : { start: valueStart, end: valueStart, text: ` ${printed}` };
}

/** Columns from a key to the block text under it, so that a text put back stands as it stood. */
function blockStep(text: string, { start, value }: Entry): number | undefined {
  if (!value || !isBlockScalar(value) || !isScalar(value)) {
    return undefined;
  }
  const [from, end] = rangeOf(value);
  const line = text
    .slice(lineEnd(text, from), end)
    .split('\n')
    .find(part => part.trim() !== '');
  const deeper = line ? line.search(/\S/) - column(text, start) : 0;
  return deeper > 0 && String(value.value).search(/\S/) === 0
    ? deeper
    : undefined;
}

function isEmpty(value: Node): boolean {
  return isAnyCollection(value) && value.items.length === 0;
}
