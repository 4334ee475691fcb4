import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type CST,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

export type Collection = YAMLMap | YAMLSeq;

/** A pair of a mapping or an item of a sequence, and where it stands. */
export interface Entry {
  /** Of the key or the dash; an anchor, a tag or a `?` before the key counts. */
  start: number;
  /** Behind the colon or the dash and the value's anchor and tag. Undefined for a key without a colon. */
  valueStart?: number;
  /** Behind the key; the same as `start` for items. */
  keyEnd: number;
  /** As it is written, without quotes. Undefined for items and for keys that are no scalars. */
  key?: string;
  /** Null when nothing is written there. */
  value: Node | null;
}

/** Entries of a collection in the order of the text. */
export function entriesOf(collection: Collection): Entry[] {
  return isMap(collection) ? pairs(collection) : items(collection);
}

/** Whether a collection is written with brackets. */
export function isFlow(node: Node): boolean {
  return isCollection(node) && node.flow === true;
}

export function isAnyCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** Start and end of a node's own text, without its anchor and tag. */
export function rangeOf(node: Node): [number, number] {
  if (!node.range) {
    throw new Error('A parsed node has no range');
  }
  return [node.range[0], node.range[1]];
}

/** True for the null of an empty place: nothing is written there. */
export function isUnwritten(node: Node): boolean {
  return isScalar(node) && node.value === null && (node.source ?? '') === '';
}

/** Value of a key in a mapping, or null. For reading only: no conflict is told. */
export function valueAtKey(node: Node | null, key: string): Node | null {
  if (!isMap(node)) {
    return null;
  }
  return entriesOf(node).find(entry => entry.key === key)?.value ?? null;
}

function pairs(map: YAMLMap): Entry[] {
  return map.items.map(pair => {
    const token = pair.srcToken;
    const key = isNode(pair.key) ? pair.key : null;
    const value = isNode(pair.value) ? pair.value : null;
    const start = token && startOf(token);
    if (!token || start === undefined) {
      throw new Error('A parsed pair has no source token');
    }
    const colon = token.sep?.some(({ type }) => type === 'map-value-ind');
    return {
      start,
      keyEnd: key ? rangeOf(key)[1] : start,
      valueStart: colon ? lastEnd(token.sep ?? []) : undefined,
      key: key ? keyText(key) : undefined,
      value: written(value),
    };
  });
}

function items(seq: YAMLSeq): Entry[] {
  const token = seq.srcToken;
  if (
    !token ||
    (token.type !== 'block-seq' && token.type !== 'flow-collection')
  ) {
    throw new Error('A parsed sequence has no source token');
  }
  const tokens = token.items.filter(item => startOf(item) !== undefined);
  return seq.items.map((node, index) => {
    const value = isPair(node) || !isNode(node) ? null : node;
    const item = tokens[index];
    const start = startOf(item) ?? 0;
    return {
      start,
      keyEnd: start,
      valueStart: Math.max(start, lastEnd(item.start)),
      value: written(value),
    };
  });
}

/** First token of an entry that is more than a comma, a comment or white space. */
function startOf(item: CST.CollectionItem): number | undefined {
  return (
    item.start.find(isProperty)?.offset ??
    item.key?.offset ??
    item.sep?.[0]?.offset ??
    item.value?.offset
  );
}

function lastEnd(tokens: CST.SourceToken[]): number {
  const last = tokens.filter(isProperty).at(-1);
  return last ? last.offset + last.source.length : -1;
}

function isProperty({ type }: CST.SourceToken): boolean {
  return [
    'anchor',
    'tag',
    'explicit-key-ind',
    'map-value-ind',
    'seq-item-ind',
  ].includes(type);
}

function keyText(key: Node): string | undefined {
  if (!isScalar(key)) {
    return undefined;
  }
  return key.type === 'PLAIN' ? key.source : String(key.value);
}

function written(node: Node | null): Node | null {
  return node && isUnwritten(node) ? null : node;
}

function isNode(node: unknown): node is Node {
  return isCollection(node) || isScalar(node) || isAlias(node);
}
