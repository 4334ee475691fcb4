import { Document, isMap, isSeq, visit, type Scalar } from 'yaml';
import { isPlainObject } from '../data';
import type { EditValue } from '../types';
import type { Quote, Style } from './style';

/** A value as it stands behind a colon or a dash: what goes on that line, and the lines below it, indented from the entry. */
export interface Printed {
  inline: string;
  body: string[];
}

/** What a printed value has to fit into. */
export interface Manner extends Style {
  /** Quotes for every text; undefined for quotes only where they are needed. */
  force?: Quote;
  /** Inside brackets everything stays on one line. */
  flow?: boolean;
  /** Whether keys are in quotes too, as in JSON. */
  quoteKeys?: boolean;
  /** No block texts: at the end of a file without a line break they would lose one. */
  oneLine?: boolean;
}

// Some readers take these for line breaks or white space, or refuse them, where they stand without quotes.
const QUOTED = /[^\P{C}\n\t]|[^\P{Z} ]/u;
// And these even within quotes.
const RAW = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Prints a value to go behind `key:`. */
export function printValue(value: EditValue, manner: Manner): Printed {
  const [first, ...body] = print({ k: value }, manner);
  return { inline: first.replace(/^"?k"?: */, ''), body };
}

/** Prints a value to go behind a dash, lists and mappings beginning on its line. */
export function printItem(
  value: EditValue,
  manner: Manner,
  gap: number,
): Printed {
  if (typeof value !== 'object' || value === null || manner.flow) {
    return printValue(value, manner);
  }
  const [first, ...rest] = print(value, manner);
  return {
    inline: first,
    body: rest.map(line => (line ? ' '.repeat(gap) + line : line)),
  };
}

/** Prints `key: value` as lines. */
export function printPair(
  key: string,
  value: EditValue,
  manner: Manner,
): string[] {
  return print({ [key]: value }, manner);
}

/** Prints a value in brackets, or a scalar that may stand between brackets, on one line. */
export function printFlow(value: EditValue, manner: Manner): string {
  const flow = { ...manner, flow: true };
  return isPlainObject(value)
    ? printValue(value, flow).inline
    : printValue([value], { ...flow, padding: false }).inline.slice(1, -1);
}

/** Prints `key: value` to stand between braces. */
export function printFlowPair(
  key: string,
  value: EditValue,
  manner: Manner,
): string {
  return printFlow({ [key]: value }, manner)
    .slice(1, -1)
    .replace(/^ | $/g, '');
}

function print(value: EditValue, manner: Manner): string[] {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
  });
  visit(document, {
    Scalar(key, scalar) {
      if (typeof scalar.value === 'string') {
        scalar.type = typeOf(scalar.value, key === 'key', manner);
      }
    },
  });
  if (manner.flow && isMap(document.contents)) {
    // The outer mapping only holds the place of the key.
    for (const { value: inner } of document.contents.items) {
      if (isMap(inner) || isSeq(inner)) {
        inner.flow = true;
      }
    }
  }
  return document
    .toString({
      indent: manner.step,
      indentSeq: manner.indentSeq,
      lineWidth: 0,
      flowCollectionPadding: manner.padding,
      singleQuote: (manner.force ?? manner.quote) === 'QUOTE_SINGLE',
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .replace(/\n$/, '')
    .replace(
      RAW,
      char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .split('\n');
}

function typeOf(
  value: string,
  isKey: boolean,
  manner: Manner,
): Scalar.Type | undefined {
  if (QUOTED.test(value)) {
    return 'QUOTE_DOUBLE';
  }
  if (value.includes('\n')) {
    return isKey || manner.flow || manner.oneLine || !fitsBlock(value)
      ? 'QUOTE_DOUBLE'
      : 'BLOCK_LITERAL';
  }
  // PyYAML takes no tabs, and no question marks between brackets, without quotes.
  if (value.includes('\t') || (manner.flow && value.includes('?'))) {
    return 'QUOTE_DOUBLE';
  }
  if (isKey) {
    return manner.quoteKeys ? 'QUOTE_DOUBLE' : undefined;
  }
  return value === '=' || value === '<<' ? manner.quote : manner.force;
}

/** Texts whose first line is indented, or that end in blank lines, depend on what stands around them. */
function fitsBlock(value: string): boolean {
  return !/^\s/.test(value) && !/(\s\n|[ \t])$/.test(value);
}
