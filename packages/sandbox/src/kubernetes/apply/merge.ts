import { isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import {
  fieldType,
  resolveType,
  type ListType,
  type MapType,
  type MergeType,
} from './mergeType';
import { itemElement } from './pathElement';

/** The live value with the applied one laid over it; items of associative lists are merged by their keys. */
export function mergeValues(
  live: Json | undefined,
  applied: Json | undefined,
  type: MergeType,
): Json | undefined {
  const resolved = resolveType(type, applied === undefined ? live : applied);
  if (resolved.kind === 'map' && !resolved.atomic) {
    const left = isJsonObject(live) ? live : {};
    const right = isJsonObject(applied) ? applied : {};
    if (Object.keys(left).length + Object.keys(right).length > 0) {
      return mergeFields(left, right, resolved);
    }
  }
  if (resolved.kind === 'list' && resolved.relationship !== 'atomic') {
    const left = Array.isArray(live) ? live : [];
    const right = Array.isArray(applied) ? applied : [];
    if (left.length + right.length > 0) {
      return mergeItems(left, right, resolved);
    }
  }
  return applied === undefined ? live : applied;
}

function mergeFields(
  left: JsonObject,
  right: JsonObject,
  type: MapType,
): JsonObject {
  const merged: JsonObject = {};
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const value = mergeValues(left[name], right[name], fieldType(type, name));
    if (value !== undefined) {
      merged[name] = value;
    }
  }
  return merged;
}

/** The applied order wins among the applied items; live items that were not applied stay where they are between them. */
function mergeItems(live: Json[], applied: Json[], type: ListType): Json[] {
  const liveKeys = live.map(item => itemElement(item, type));
  const appliedKeys = applied.map(item => itemElement(item, type));
  const liveByKey = new Map(live.map((item, index) => [liveKeys[index], item]));
  const wanted = new Set(appliedKeys);
  const merged: Json[] = [];
  let next = 0;
  const takeApplied = () => {
    const key = appliedKeys[next];
    const value = mergeValues(
      key === undefined ? undefined : liveByKey.get(key),
      applied[next],
      type.element,
    );
    if (value !== undefined) {
      merged.push(value);
    }
    next += 1;
  };
  const taken = (key: string | undefined) =>
    appliedKeys.slice(0, next).includes(key);
  live.forEach((item, index) => {
    const key = liveKeys[index];
    if (key === undefined || !wanted.has(key)) {
      merged.push(item);
      return;
    }
    // New applied items come before the shared one that they stand before, unless the orders contradict each other.
    while (
      next < applied.length &&
      !taken(key) &&
      !liveByKey.has(appliedKeys[next])
    ) {
      takeApplied();
    }
    if (next < applied.length && !taken(key) && appliedKeys[next] === key) {
      takeApplied();
    }
  });
  while (next < applied.length) {
    takeApplied();
  }
  return merged;
}
