import { isJsonObject, type JsonObject } from '../json';
import type { Json } from '../types';
import { compareObjects, type Comparison } from './compare';
import type { ApplyConflict } from './conflicts';
import { FieldSet } from './fieldSet';
import { fieldsOf, withNamedParents } from './fieldsOf';
import {
  isSameManager,
  type ManagedFieldsEntry,
  type ManagerIdentity,
} from './managedFields';
import { mergeValues } from './merge';
import type { MapType } from './mergeType';
import { removeFields } from './remove';

/** Fields that the API server owns: in nobody's name. */
const SYSTEM_FIELDS = FieldSet.fromPaths([
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(name => ['f:metadata', `f:${name}`]),
]);

export interface Change {
  schema: MapType;
  /** Takes fields out that this kind of request does not write. */
  relevant: (set: FieldSet) => FieldSet;
  /** RFC 3339, seconds. */
  now: string;
}

/** Everyone who owns a field that changes (not counting the one who changes it), and the others without what changed. */
function handOver(
  entries: ManagedFieldsEntry[],
  { added, modified, removed }: Comparison,
) {
  const changed = added.union(modified);
  const conflicts: ApplyConflict[] = entries.flatMap(entry =>
    entry.fields
      .intersection(changed)
      .paths()
      .map(path => ({ manager: entry, path })),
  );
  const remaining = entries.map(entry => ({
    ...entry,
    fields: entry.fields.difference(changed).difference(removed),
  }));
  return { conflicts, remaining };
}

function compare(
  before: Json,
  after: Json,
  { schema, relevant }: Change,
): Comparison {
  const { added, modified, removed } = compareObjects(before, after, schema);
  return {
    added: relevant(added),
    modified: relevant(modified),
    removed: relevant(removed),
  };
}

/** Who owns what after somebody wrote the whole object: fields that were changed go over to them, with force. */
export function updateManagers(
  options: Change & {
    before: Json;
    after: Json;
    entries: ManagedFieldsEntry[];
    identity: ManagerIdentity;
  },
): ManagedFieldsEntry[] {
  const { before, after, entries, identity, now } = options;
  const comparison = compare(before, after, options);
  const { remaining } = handOver(entries, comparison);
  const taken = comparison.added
    .union(comparison.modified)
    .difference(SYSTEM_FIELDS);
  if (taken.isEmpty()) {
    return remaining;
  }
  const own = remaining.find(entry => isSameManager(entry, identity));
  const others = remaining.filter(entry => entry !== own);
  return [
    ...others,
    {
      ...identity,
      time: now,
      fields: (own?.fields ?? FieldSet.empty).union(taken),
    },
  ];
}

/** The object after somebody applied their fields, and who owns what; or whom that would rob. */
export function applyFields(
  options: Change & {
    live: JsonObject;
    applied: JsonObject;
    entries: ManagedFieldsEntry[];
    identity: ManagerIdentity;
    force: boolean;
  },
):
  | { object: JsonObject; entries: ManagedFieldsEntry[] }
  | { conflicts: ApplyConflict[] } {
  const { live, applied, entries, identity, schema, relevant, force, now } =
    options;
  const former = entries.find(entry => isSameManager(entry, identity));
  const others = entries.filter(entry => entry !== former);
  const fields = relevant(fieldsOf(applied, schema));
  const merged = mergeValues(live, applied, schema) ?? {};
  const claims = others.reduce((set, entry) => set.union(entry.fields), fields);
  const object = former ? prune(merged, former.fields, claims, schema) : merged;
  const { conflicts, remaining } = handOver(
    others,
    compare(live, object, options),
  );
  if (conflicts.length > 0 && !force) {
    return { conflicts };
  }
  const owned = fields.difference(SYSTEM_FIELDS);
  const isUnchanged =
    former !== undefined &&
    former.fields.equals(owned) &&
    former.apiVersion === identity.apiVersion;
  const changesObject = !isSame(compareObjects(live, object, schema));
  const time = isUnchanged && !changesObject ? former.time : now;
  return {
    object: asObject(object),
    entries: [...remaining, { ...identity, time, fields: owned }],
  };
}

/**
 * Removes what the manager applied last time and not now, unless somebody else owns it. What nobody owns stays.
 */
function prune(
  merged: Json,
  last: FieldSet,
  claims: FieldSet,
  schema: MapType,
): Json {
  const everything = withNamedParents(fieldsOf(merged, schema), schema);
  const fieldsIn = (value: Json | undefined) =>
    value === undefined
      ? FieldSet.empty
      : withNamedParents(fieldsOf(value, schema), schema);
  const lastFields = withNamedParents(last, schema);

  const without = removeFields(merged, lastFields, schema);
  const claimed = withNamedParents(claims, schema);
  const withOwned = removeFields(
    merged,
    everything.difference(fieldsIn(without).union(claimed)),
    schema,
  );
  // Removing a field takes everything below it along: what was not the manager's own comes back.
  const gone = everything
    .difference(fieldsIn(withOwned))
    .intersection(lastFields);
  return removeFields(merged, gone, schema) ?? {};
}

function isSame({ added, modified, removed }: Comparison): boolean {
  return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
