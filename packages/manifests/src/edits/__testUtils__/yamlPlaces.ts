import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Scalar,
} from 'yaml';
import type { PathPart } from '../yaml';

const reading = { version: '1.1', uniqueKeys: false } as const;

/** A place in a file, as the edits name it and as the data has it. */
export interface Place {
  document: number;
  path: PathPart[];
  keys: Array<string | number>;
  node: unknown;
}

/** The data of every document, as a YAML 1.1 reader takes it. */
export function dataOf(text: string): unknown[] {
  return documents(text).map(document => document.toJS());
}

/** Every mapping, list and scalar of a file; what aliases stand for is left out. */
export function placesOf(text: string): Place[] {
  return documents(text).flatMap((document, index) =>
    below({ document: index, path: [], keys: [], node: document.contents }),
  );
}

/** A scalar whose text in the file is the only way to write its value, quotes aside. */
export function isPlainlyWritten(text: string, node: unknown): node is Scalar {
  return (
    isScalar(node) &&
    !node.tag &&
    !node.type?.startsWith('BLOCK') &&
    !text.slice(node.range?.[0], node.range?.[1]).includes('\n') &&
    String(node.value) === node.source
  );
}

/** Copies the data of all documents and changes one place of it. */
export function changed(
  data: unknown[],
  { document, keys }: Pick<Place, 'document' | 'keys'>,
  change: (holder: Record<string, unknown> | unknown[]) => void,
): unknown[] {
  const copy: unknown = structuredClone(data);
  let holder: unknown = copy;
  for (const key of [document, ...keys]) {
    holder = Reflect.get(Object(holder), key);
  }
  change(holder as Record<string, unknown>);
  return copy as unknown[];
}

function documents(text: string): Document.Parsed[] {
  return [...parseAllDocuments(text, reading)];
}

function below(place: Place): Place[] {
  const { node, path, keys } = place;
  if (isMap(node)) {
    const inner = node.items.flatMap(({ key, value }) => {
      const part = isScalar(key) ? key.source ?? String(key.value) : '';
      return below({
        ...place,
        path: [...path, part],
        keys: [...keys, String(isScalar(key) ? key.value : key)],
        node: value,
      });
    });
    return [place, ...inner];
  }
  if (isSeq(node)) {
    const inner = node.items.flatMap((item, index) =>
      isPair(item)
        ? []
        : below({
            ...place,
            path: [...path, index],
            keys: [...keys, index],
            node: item,
          }),
    );
    return [place, ...inner];
  }
  return isAlias(node) ? [] : [place];
}
