import { equalJson, isJsonObject } from '../json';
import type { Json } from '../types';
import { FieldSet } from './fieldSet';
import {
  fieldType,
  resolveType,
  type ListType,
  type MapType,
  type MergeType,
  type ResolvedType,
} from './mergeType';
import { fieldElement, itemElement, type PathElement } from './pathElement';

/** Which fields differ between two objects; no field is in more than one of the sets. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

const SAME: Comparison = {
  added: FieldSet.empty,
  modified: FieldSet.empty,
  removed: FieldSet.empty,
};

/** What a change of the object from `before` to `after` adds, modifies and removes. */
export function compareObjects(
  before: Json | undefined,
  after: Json | undefined,
  type: MergeType,
): Comparison {
  return compareValues(before, after, type).below;
}

/** A field's own fate (nothing when it stays), and those of the fields below it. */
interface Difference {
  own?: keyof Comparison;
  below: Comparison;
}

function compareValues(
  before: Json | undefined,
  after: Json | undefined,
  type: MergeType,
): Difference {
  if (before !== undefined && after !== undefined && equalJson(before, after)) {
    return { below: SAME };
  }
  const left = resolveType(type, before);
  const right = resolveType(type, after);
  if (after === undefined) {
    return withPresence(compareAs(left, before, after), before, after);
  }
  if (before === undefined || left.kind === right.kind) {
    return withPresence(compareAs(right, before, after), before, after);
  }
  // The value turned into another kind of thing: what was below it goes, what is below it now comes.
  return {
    own: 'modified',
    below: union(
      compareAs(left, before, undefined).below,
      compareAs(right, undefined, after).below,
    ),
  };
}

function withPresence(
  difference: Difference,
  before: Json | undefined,
  after: Json | undefined,
): Difference {
  if (before === undefined) {
    return { ...difference, own: 'added' };
  }
  return after === undefined ? { ...difference, own: 'removed' } : difference;
}

function compareAs(
  type: ResolvedType,
  before: Json | undefined,
  after: Json | undefined,
): Difference {
  if (type.kind === 'map' && !type.atomic) {
    const left = isJsonObject(before) ? before : {};
    const right = isJsonObject(after) ? after : {};
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    if (names.size > 0) {
      return { below: compareFields([...names], left, right, type) };
    }
  }
  if (type.kind === 'list' && type.relationship !== 'atomic') {
    const left = Array.isArray(before) ? before : [];
    const right = Array.isArray(after) ? after : [];
    if (left.length + right.length > 0) {
      return { below: compareItems(left, right, type) };
    }
  }
  const changed =
    before !== undefined && after !== undefined && !equalJson(before, after);
  return { own: changed ? 'modified' : undefined, below: SAME };
}

function compareFields(
  names: string[],
  left: { [key: string]: Json },
  right: { [key: string]: Json },
  type: MapType,
): Comparison {
  return collect(
    names.map(name => [
      fieldElement(name),
      compareValues(left[name], right[name], fieldType(type, name)),
    ]),
  );
}

function compareItems(left: Json[], right: Json[], type: ListType): Comparison {
  const before = indexItems(left, type);
  const after = indexItems(right, type);
  return collect(
    [...new Set([...before.keys(), ...after.keys()])].map(element => {
      const was = before.get(element) ?? [];
      const is = after.get(element) ?? [];
      if (was.length <= 1 && is.length <= 1) {
        return [element, compareValues(was[0], is[0], type.element)];
      }
      // Items that share their keys are owned together, as a whole.
      return [
        element,
        { own: equalJson(was, is) ? undefined : 'modified', below: SAME },
      ];
    }),
  );
}

function indexItems(items: Json[], type: ListType): Map<PathElement, Json[]> {
  const index = new Map<PathElement, Json[]>();
  for (const item of items) {
    const element = itemElement(item, type);
    if (element !== undefined) {
      index.set(element, [...(index.get(element) ?? []), item]);
    }
  }
  return index;
}

function collect(differences: Array<[PathElement, Difference]>): Comparison {
  const part = (fate: keyof Comparison) =>
    FieldSet.create(
      differences
        .filter(([, { own }]) => own === fate)
        .map(([element]) => element),
      differences.map(([element, { below }]) => [element, below[fate]]),
    );
  return {
    added: part('added'),
    modified: part('modified'),
    removed: part('removed'),
  };
}

function union(one: Comparison, other: Comparison): Comparison {
  return {
    added: one.added.union(other.added),
    modified: one.modified.union(other.modified),
    removed: one.removed.union(other.removed),
  };
}
