import type { HclBlockName } from '../hcl';
import { parseHcl, type HclAttribute, type HclItem } from '../hcl/parser';

/** What a file says, in whatever manner: white space outside of attributes' values is gone. */
export type HclData = Array<
  { name: string; value: string } | { head: string[]; items: HclData }
>;

export function hclData(text: string): HclData {
  const data = (items: HclItem[]): HclData =>
    items.map(item =>
      item.kind === 'block'
        ? { head: item.head, items: data(item.items) }
        : { name: item.name, value: valueOf(text, item).replace(/\s+/g, ' ') },
    );
  return data(parseHcl(text));
}

/** A body with its attributes. */
export interface HclBodyPlace {
  place: { block?: HclBlockName; nested?: HclBlockName[] };
  /** Indexes of the blocks on the way. */
  indexes: number[];
  attributes: Array<{ name: string; value: string; index: number }>;
}

/** The file itself and every block in it. */
export function bodiesOf(text: string): HclBodyPlace[] {
  const bodies = (
    items: HclItem[],
    path: HclBlockName[],
    indexes: number[],
  ): HclBodyPlace[] => {
    const [block, ...nested] = path;
    const attributes = items.flatMap((item, index) =>
      item.kind === 'attribute'
        ? [{ name: item.name, value: valueOf(text, item), index }]
        : [],
    );
    return [
      { place: block ? { block, nested } : {}, indexes, attributes },
      ...items.flatMap((item, index) =>
        item.kind === 'block'
          ? bodies(item.items, [...path, item.head], [...indexes, index])
          : [],
      ),
    ];
  };
  return bodies(parseHcl(text), [], []);
}

/** Copies the data and changes the body at the indexes. */
export function changedBody(
  data: HclData,
  indexes: number[],
  change: (items: HclData) => void,
): HclData {
  const copy = structuredClone(data);
  let items = copy;
  for (const index of indexes) {
    const block = items[index];
    items = 'items' in block ? block.items : [];
  }
  change(items);
  return copy;
}

function valueOf(text: string, { valueStart, end }: HclAttribute): string {
  return text.slice(valueStart, end);
}
