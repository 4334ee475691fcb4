import { isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import type { FieldSet } from './fieldSet';
import { fieldType, resolveType, type MergeType } from './mergeType';
import { fieldElement, itemElement } from './pathElement';

/** The value without the fields of the set; nothing when nothing is left of it. */
export function removeFields(
  value: Json,
  set: FieldSet,
  type: MergeType,
): Json | undefined {
  const resolved = resolveType(type, value);
  if (set.isEmpty()) {
    return value;
  }
  if (isJsonObject(value) && resolved.kind === 'map' && !resolved.atomic) {
    const kept: JsonObject = {};
    for (const [name, field] of Object.entries(value)) {
      const element = fieldElement(name);
      const rest = set.has(element)
        ? undefined
        : removeFields(field, set.below(element), fieldType(resolved, name));
      if (rest !== undefined) {
        kept[name] = rest;
      }
    }
    return Object.keys(kept).length > 0 ? kept : undefined;
  }
  if (
    Array.isArray(value) &&
    resolved.kind === 'list' &&
    resolved.relationship !== 'atomic'
  ) {
    const kept = value.flatMap(item => {
      const element = itemElement(item, resolved);
      if (element === undefined) {
        return [item];
      }
      const rest = set.has(element)
        ? undefined
        : removeFields(item, set.below(element), resolved.element);
      return rest === undefined ? [] : [rest];
    });
    return kept.length > 0 ? kept : undefined;
  }
  return value;
}
