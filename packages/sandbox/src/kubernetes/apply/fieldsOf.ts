import { isJsonObject } from '../json';
import type { Json } from '../types';
import { FieldSet } from './fieldSet';
import {
  fieldType,
  isNamedField,
  resolveType,
  type MergeType,
} from './mergeType';
import { fieldElement, itemElement, type PathElement } from './pathElement';

/** The fields that someone who applies this value says something about. */
export function fieldsOf(value: Json, type: MergeType): FieldSet {
  return ownFields(value, type).below;
}

function ownFields(
  value: Json,
  type: MergeType,
): { isLeaf: boolean; below: FieldSet } {
  const resolved = resolveType(type, value);
  if (resolved.kind === 'map' && !resolved.atomic) {
    const members: PathElement[] = [];
    const children: Array<[PathElement, FieldSet]> = [];
    for (const [name, field] of Object.entries(
      isJsonObject(value) ? value : {},
    )) {
      const { isLeaf, below } = ownFields(field, fieldType(resolved, name));
      const isEmpty =
        field === null ||
        (isJsonObject(field) && Object.keys(field).length === 0);
      if (isLeaf || isEmpty || !isNamedField(resolved, name)) {
        members.push(fieldElement(name));
      }
      children.push([fieldElement(name), below]);
    }
    return { isLeaf: false, below: FieldSet.create(members, children) };
  }
  if (resolved.kind === 'list' && resolved.relationship !== 'atomic') {
    const items = (Array.isArray(value) ? value : []).flatMap(
      (item): Array<[PathElement, FieldSet]> => {
        const element = itemElement(item, resolved);
        return element === undefined
          ? []
          : [[element, ownFields(item, resolved.element).below]];
      },
    );
    return {
      isLeaf: false,
      below: FieldSet.create(
        items.map(([element]) => element),
        items,
      ),
    };
  }
  return { isLeaf: true, below: FieldSet.empty };
}

/**
 * Adds the named fields above what the set has: who applied `spec.replicas` has applied `spec`, too, as far as removing
 * it goes.
 */
export function withNamedParents(set: FieldSet, type: MergeType): FieldSet {
  const resolved = type.kind === 'deduced' ? resolveType(type, {}) : type;
  const below = set.mapBelow((child, element) => {
    if (resolved.kind === 'map' && element.startsWith('f:')) {
      return withNamedParents(child, fieldType(resolved, element.slice(2)));
    }
    return resolved.kind === 'list'
      ? withNamedParents(child, resolved.element)
      : child;
  });
  const parents = [...set.parents()].filter(
    element =>
      resolved.kind === 'map' &&
      element.startsWith('f:') &&
      isNamedField(resolved, element.slice(2)),
  );
  return below.with(parents);
}
