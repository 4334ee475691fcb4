import { isScalar, isSeq, stringify, visit, type Node } from 'yaml';
import { column } from '../text';
import { entriesOf, isAnyCollection, isFlow, rangeOf } from './entries';
import type { YamlFile } from './file';

export type Quote = 'QUOTE_DOUBLE' | 'QUOTE_SINGLE';

/** How a file is written. */
export interface Style {
  /** Columns from a mapping to a mapping in it. */
  step: number;
  /** Whether the dashes of a list stand deeper than its key. */
  indentSeq: boolean;
  /** `{ a: 1 }` rather than `{a: 1}`. */
  padding: boolean;
  /** The quotes it uses where quotes are needed. */
  quote: Quote;
  /** Whether it quotes texts that need no quotes. */
  quotesAll: boolean;
}

const SAMPLE = 60;

/** Finds out how a file is written; a scalar that is about to be replaced does not count. */
export function styleOf(file: YamlFile, except?: Node | null): Style {
  const texts: Partial<Record<string, number>> = {};
  const style: Partial<Style> = {};
  let seen = 0;
  let needless = 0;
  visit(file.document, {
    Pair(_key, { key, value }) {
      if (!isAnyCollection(value) || isFlow(value)) {
        return;
      }
      const inner = entriesOf(value).at(0);
      const own = startColumn(file, key);
      if (!inner || own === undefined) {
        return;
      }
      const deeper = column(file.text, inner.start) - own;
      if (isSeq(value)) {
        style.indentSeq ??= deeper > 0;
      } else if (deeper > 0) {
        style.step ??= deeper;
      }
    },
    Map(_key, map) {
      if (isFlow(map) && map.items.length > 0) {
        style.padding ??= file.text[rangeOf(map)[0] + 1] === ' ';
      }
    },
    Scalar(key, scalar) {
      if (key === 'key' || scalar === except || !isText(scalar.value)) {
        return undefined;
      }
      const { type = 'PLAIN', value } = scalar;
      texts[type] = (texts[type] ?? 0) + 1;
      if (type.startsWith('QUOTE') && !needsQuotes(value)) {
        needless++;
      }
      seen++;
      return seen > SAMPLE ? visit.BREAK : undefined;
    },
  });
  return {
    step: style.step ?? 2,
    indentSeq: style.indentSeq ?? false,
    padding: style.padding ?? false,
    quote:
      (texts.QUOTE_SINGLE ?? 0) > (texts.QUOTE_DOUBLE ?? 0)
        ? 'QUOTE_SINGLE'
        : 'QUOTE_DOUBLE',
    quotesAll: needless > Math.max(1, texts.PLAIN ?? 0),
  };
}

/** The quotes for a new text: undefined for quotes only where they are needed. */
export function quoteFor(style: Style, old?: Node | null): Quote | undefined {
  if (!isScalar(old) || !isText(old.value)) {
    return style.quotesAll ? style.quote : undefined;
  }
  if (old.type !== 'QUOTE_DOUBLE' && old.type !== 'QUOTE_SINGLE') {
    return undefined;
  }
  // Quotes that were needed and are the file's usual ones go when they are needed no more: an earlier edit may have brought them.
  const onlyNeeded =
    needsQuotes(old.value) && old.type === style.quote && !style.quotesAll;
  return onlyNeeded ? undefined : old.type;
}

function needsQuotes(value: string): boolean {
  return /^["'|>]/.test(stringify(value, { compat: 'yaml-1.1', lineWidth: 0 }));
}

function startColumn(file: YamlFile, key: unknown): number | undefined {
  return isScalar(key) && key.range
    ? column(file.text, key.range[0])
    : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
