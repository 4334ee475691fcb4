import { isAlias, isMap, isScalar, isSeq, Schema, type Node } from 'yaml';
import { isPlainObject } from '../data';
import type { EditValue } from '../types';
import { entriesOf } from './entries';
import type { YamlFile } from './file';

const core = new Schema({ schema: 'core' });

/** Whether a node says this value already, to a YAML 1.1 reader, and texts to a YAML 1.2 reader too. */
export function isSame(
  file: YamlFile,
  node: Node | null,
  wanted: EditValue,
): boolean {
  if (!node) {
    return wanted === null;
  }
  if (isAlias(node)) {
    const target = node.resolve(file.document);
    return target !== undefined && isSame(file, target, wanted);
  }
  if (isScalar(node)) {
    return (
      node.value === wanted &&
      !(
        typeof wanted === 'string' &&
        node.type === 'PLAIN' &&
        isTyped(node.source ?? '')
      )
    );
  }
  if (isSeq(node)) {
    const entries = entriesOf(node);
    return (
      Array.isArray(wanted) &&
      wanted.length === entries.length &&
      wanted.every((item, index) => isSame(file, entries[index].value, item))
    );
  }
  return isMap(node) && isPlainObject(wanted)
    ? isSameMap(file, node, wanted)
    : false;
}

function isSameMap(
  file: YamlFile,
  node: Node,
  wanted: Record<string, EditValue>,
): boolean {
  const entries = isMap(node) ? entriesOf(node) : [];
  return (
    entries.length === Object.keys(wanted).length &&
    new Set(entries.map(({ key }) => key)).size === entries.length &&
    entries.every(
      ({ key, value }) =>
        key !== undefined &&
        key !== '<<' &&
        Object.hasOwn(wanted, key) &&
        isSame(file, value, wanted[key]),
    )
  );
}

function isTyped(source: string): boolean {
  return core.tags.some(
    tag => 'test' in tag && tag.default === true && tag.test?.test(source),
  );
}
