import { conflict } from '../conflict';
import { lineStart } from '../text';
import {
  parseHcl,
  type HclAttribute,
  type HclBlock,
  type HclItem,
} from './parser';

/** A block, by its type and labels: `['module', 'vpc']`. */
export type HclBlockName = string[];

/** Where an attribute is. */
export interface HclPlace {
  /** The block it is in; left out for the file itself, as in a tfvars file. */
  block?: HclBlockName;
  /** Blocks inside of that one: `[['lifecycle']]`. */
  nested?: HclBlockName[];
  name: string;
}

/** What an attribute stands in: a block, or the file when `block` is undefined. */
export interface HclBody {
  items: HclItem[];
  block?: HclBlock;
}

/**
 * Finds the body of a block.
 *
 * @throws ConflictError when there is no such block, or several
 */
export function findBody(
  text: string,
  { block, nested = [] }: Omit<HclPlace, 'name'>,
): HclBody {
  const path = block ? [block, ...nested] : nested;
  return path.reduce<HclBody>(
    (body, head) => {
      const found = findBlock(text, body.items, head);
      if (!found) {
        throw conflict(
          text,
          body.block?.start ?? 0,
          `the block ${nameOf(head)} was wanted, and there is none`,
          'add it first, or name another one',
        );
      }
      return { items: found.items, block: found };
    },
    { items: parseHcl(text) },
  );
}

/** @throws ConflictError when several blocks have the type and labels */
export function findBlock(
  text: string,
  items: HclItem[],
  head: HclBlockName,
): HclBlock | undefined {
  const [found, second] = items.filter(
    (item): item is HclBlock =>
      item.kind === 'block' &&
      item.head.length === head.length &&
      item.head.every((part, index) => part === head[index]),
  );
  if (second) {
    throw conflict(
      text,
      second.start,
      `the block ${nameOf(head)} is there more than once`,
      'change it by hand',
    );
  }
  return found;
}

/** @throws ConflictError when the attribute is there twice */
export function findAttribute(
  text: string,
  { items }: HclBody,
  name: string,
): HclAttribute | undefined {
  const [found, second] = items.filter(
    (item): item is HclAttribute =>
      item.kind === 'attribute' && item.name === name,
  );
  if (second) {
    throw conflict(
      text,
      second.start,
      `${name} is there more than once`,
      'leave one of them',
    );
  }
  return found;
}

export function nameOf([type, ...labels]: HclBlockName): string {
  return [type, ...labels.map(label => JSON.stringify(label))].join(' ');
}

/** White space before the first character of a line. */
export function marginAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
