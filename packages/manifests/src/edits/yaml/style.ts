import { isScalar, isSeq, stringify, visit, type Node } from 'yaml';
import { column } from '../text';
import { entriesOf, isAnyCollection, isFlow, rangeOf } from './entries';
import type { YamlFile } from './file';
import { printFlow, printValue } from './print';

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
  let dashes: number | undefined;
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
        dashes ??= deeper > 0 ? deeper : undefined;
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
  const step = style.step ?? dashes ?? 2;
  return {
    step,
    indentSeq: style.indentSeq ?? step > 2,
    padding: style.padding ?? false,
    quote:
      (texts.QUOTE_SINGLE ?? 0) > (texts.QUOTE_DOUBLE ?? 0)
        ? 'QUOTE_SINGLE'
        : 'QUOTE_DOUBLE',
    quotesAll: needless > Math.max(1, texts.PLAIN ?? 0),
  };
}

/** The quotes for a new text: undefined for quotes only where they are needed. */
export function quoteFor(
  style: Style,
  old?: Node | null,
  flow = false,
): Quote | undefined {
  if (!isScalar(old) || !isText(old.value)) {
    return style.quotesAll ? style.quote : undefined;
  }
  if (old.type !== 'QUOTE_DOUBLE' && old.type !== 'QUOTE_SINGLE') {
    return undefined;
  }
  // Quotes that we would set too may come from an earlier edit: they go with the text that needed them.
  const [sign] = flow
    ? printFlow(old.value, style)
    : printValue(old.value, style).inline;
  const ours = sign === "'" ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
  const needed = [`'`, '"', '|'].includes(sign);
  return needed && old.type === ours && !style.quotesAll ? undefined : old.type;
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
