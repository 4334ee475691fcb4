import { isAlias, isMap, isSeq, type Node } from 'yaml';
import { conflict, shown } from '../conflict';
import {
  entriesOf,
  isAnyCollection,
  type Collection,
  type Entry,
} from './entries';
import type { YamlFile } from './file';
import { isSame } from './same';

/**
 * One step of a path: the key of a mapping, the index of a list's item, or the fields by which the item of a list is known,
 * `{ name: 'web' }`.
 */
export type PathPart = string | number | Record<string, string>;

/** A collection on the way, and the entry of it that the path goes through. */
export interface Step {
  collection: Collection;
  entries: Entry[];
  index: number;
  entry: Entry;
}

/** How far a path leads. */
export interface Walk {
  steps: Step[];
  /** What the path has left where the file ends; empty when the place exists. */
  missing: PathPart[];
  /** Collection that lacks the first missing part; null when the place is empty. */
  end: Collection | null;
}

/**
 * Follows a path.
 *
 * @throws ConflictError where it passes an alias, a shared anchor, a duplicate key, or something of another type; and where a
 *   missing key may come from a merge
 */
export function walk(file: YamlFile, path: PathPart[]): Walk {
  const steps: Step[] = [];
  let node = file.root;
  for (const [depth, part] of path.entries()) {
    if (!node) {
      return { steps, missing: path.slice(depth), end: null };
    }
    const collection = collectionFor(file, node, part);
    const entries = entriesOf(collection);
    const index = indexOf(file, collection, entries, part);
    if (index === -1) {
      return { steps, missing: path.slice(depth), end: collection };
    }
    const entry = entries[index];
    steps.push({ collection, entries, index, entry });
    node = entry.value;
  }
  return { steps, missing: [], end: null };
}

/** The node at the end of a walk that arrived: null when the place is empty. */
export function nodeAt(file: YamlFile, { steps }: Walk): Node | null {
  const last = steps.at(-1);
  return last ? last.entry.value : file.root;
}

/**
 * @throws ConflictError when a change of the node would change other places too
 */
export function refuseShared(file: YamlFile, node: Node): void {
  const start = node.range?.[0] ?? 0;
  if (isAlias(node)) {
    throw conflict(
      file.text,
      start,
      `the path goes through the alias *${node.source}`,
      'change the place that has the anchor, or write the value out here',
    );
  }
  if (file.shared.has(node)) {
    throw conflict(
      file.text,
      start,
      `the value has the anchor &${node.anchor}, and aliases elsewhere stand for it`,
      'a change here would change them too: write the values out first',
    );
  }
}

/** @throws ConflictError for a mapping that takes in others: which keys it has is not to be seen from it */
export function refuseMerge(file: YamlFile, entries: Entry[]): void {
  const merge = entries.find(({ key }) => key === '<<');
  if (merge) {
    throw conflict(
      file.text,
      merge.start,
      'the mapping merges another one with "<<"',
      'write the key out here first, or change the mapping it comes from',
    );
  }
}

/** @throws ConflictError for another type than the path needs */
export function collectionFor(
  file: YamlFile,
  node: Node,
  part: PathPart,
): Collection {
  refuseShared(file, node);
  const fits = typeof part === 'string' ? isMap(node) : isSeq(node);
  if (!isAnyCollection(node) || !fits) {
    const [start, end] = node.range ?? [0, 0];
    const wanted = typeof part === 'string' ? 'mapping' : 'list';
    throw conflict(
      file.text,
      start,
      `a ${wanted} was wanted for ${JSON.stringify(part)}, found ${shown(
        file.text.slice(start, end),
      )}`,
      'give another path, or change the file by hand',
    );
  }
  return node;
}

function indexOf(
  file: YamlFile,
  collection: Collection,
  entries: Entry[],
  part: PathPart,
): number {
  if (typeof part === 'number') {
    return part < entries.length ? part : -1;
  }
  const found =
    typeof part === 'string'
      ? entries.flatMap(({ key }, index) => (key === part ? [index] : []))
      : entries.flatMap(({ value }, index) =>
          hasFields(file, value, part) ? [index] : [],
        );
  if (found.length > 1) {
    throw conflict(
      file.text,
      entries[found[1]].start,
      `${JSON.stringify(part)} is there ${found.length} times`,
      'leave one of them',
    );
  }
  if (found.length === 0 && isMap(collection)) {
    refuseMerge(file, entries);
  }
  return found[0] ?? -1;
}

function hasFields(
  file: YamlFile,
  node: Node | null,
  fields: Record<string, string>,
): boolean {
  const target = isAlias(node) ? node.resolve(file.document) : node;
  if (!isMap(target)) {
    return false;
  }
  const entries = entriesOf(target);
  return Object.entries(fields).every(([field, wanted]) =>
    entries.some(
      ({ key, value }) => key === field && isKey(file, value, wanted),
    ),
  );
}

/** Keys are compared as they are written: the account `012345678901` is known without quotes too. */
function isKey(file: YamlFile, node: Node | null, wanted: string): boolean {
  return (
    isSame(file, node, wanted) ||
    (node !== null && 'source' in node && node.source === wanted)
  );
}
