import {
  cloneJson,
  isJsonObject,
  objectAt,
  timestamp,
  type JsonObject,
} from '../json';
import type { Json } from '../types';
import type { ApplyConflict } from './conflicts';
import type { FieldSet } from './fieldSet';
import {
  capUpdateManagers,
  isReset,
  readManagedFields,
  withoutManagedFields,
  writeManagedFields,
  type ManagedFieldsEntry,
} from './managedFields';
import type { MapType } from './mergeType';
import { fieldElement } from './pathElement';
import { applyFields, updateManagers } from './updater';

/** What every write of an object has. */
export interface WriteContext {
  /** The field manager: `fieldManager` of the request, else the first part of its User-Agent. */
  manager: string;
  schema: MapType;
  apiVersion: string;
  /** Empty or absent for the object itself; `status`. A write of a subresource owns only fields in it. */
  subresource?: string;
  /** Top-level fields that a write of the object itself does not touch: `['status']` of types with that subresource. */
  ignoredFields?: string[];
  now: Date;
}

/**
 * Server-side apply.
 *
 * @param live - the stored object; nothing when applying creates it
 * @param applied - what the manager wants, without managedFields
 * @returns the object to store, with managedFields (equal to the live one when nothing changed); or the conflicts
 */
export function applyServerSide(
  options: WriteContext & {
    live: Json | undefined;
    applied: Json;
    force: boolean;
  },
): { object: JsonObject } | { conflicts: ApplyConflict[] } {
  const live = isJsonObject(options.live) ? options.live : undefined;
  const before = live ? withoutManagedFields(cloneJson(live)) : {};
  const result = applyFields({
    live: before,
    applied: withoutNullCreation(
      withoutManagedFields(toObject(options.applied)),
    ),
    entries: live ? managersBeforeApply(live, before, options) : [],
    identity: identityOf(options, 'Apply'),
    schema: options.schema,
    relevant: relevantFields(options),
    force: options.force,
    now: timestamp(options.now),
  });
  return 'conflicts' in result
    ? result
    : { object: withManagedFields(result.object, result.entries) };
}

/**
 * Who owns what after a create, update or patch.
 *
 * @param live - the stored object; nothing on a create
 * @param updated - the object as it will be stored
 * @returns `metadata.managedFields` to store with it
 */
export function trackUpdate(
  options: WriteContext & { live: Json | undefined; updated: Json },
): Json[] {
  const { live, updated } = options;
  const entries = updateManagers({
    before: live === undefined ? {} : withoutManagedFields(toObject(live)),
    after: withoutManagedFields(toObject(updated)),
    entries: managersBeforeUpdate(options),
    identity: identityOf(options, 'Update'),
    schema: options.schema,
    relevant: relevantFields(options),
    now: timestamp(options.now),
  });
  return writeManagedFields(capUpdateManagers(entries));
}

/** A client may change the managers by hand, but not by forgetting them, nor through a subresource. */
function managersBeforeUpdate(
  options: WriteContext & { live: Json | undefined; updated: Json },
): ManagedFieldsEntry[] {
  if (!options.subresource) {
    if (isReset(options.updated)) {
      return [];
    }
    const given = readManagedFields(options.updated);
    if (given.length > 0) {
      return given;
    }
  }
  return readManagedFields(options.live);
}

/** What an object without managers has belongs to one that stands for everything before the first apply. */
function managersBeforeApply(
  live: JsonObject,
  before: JsonObject,
  options: WriteContext,
): ManagedFieldsEntry[] {
  const entries = readManagedFields(live);
  if (entries.length > 0) {
    return entries;
  }
  return updateManagers({
    before: {},
    after: before,
    entries,
    identity: {
      ...identityOf(options, 'Update'),
      manager: 'before-first-apply',
      subresource: '',
    },
    schema: options.schema,
    relevant: set => set,
    now: timestamp(options.now),
  });
}

function identityOf(
  { manager, apiVersion, subresource = '' }: WriteContext,
  operation: 'Apply' | 'Update',
) {
  return { manager, operation, apiVersion, subresource };
}

function relevantFields({
  subresource,
  ignoredFields = [],
}: WriteContext): (set: FieldSet) => FieldSet {
  if (subresource) {
    return set => set.restrictedTo([fieldElement(subresource)]);
  }
  const ignored = ignoredFields.map(fieldElement);
  return set => (ignored.length === 0 ? set : set.without(ignored));
}

function withManagedFields(
  object: JsonObject,
  entries: ManagedFieldsEntry[],
): JsonObject {
  const metadata = objectAt(object, 'metadata') ?? {};
  return {
    ...object,
    metadata: { ...metadata, managedFields: writeManagedFields(entries) },
  };
}

/** Clients that write whole typed objects send `creationTimestamp: null`; they mean nothing by it. */
function withoutNullCreation(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  if (metadata?.creationTimestamp !== null) {
    return object;
  }
  const { creationTimestamp, ...rest } = metadata;
  return { ...object, metadata: rest };
}

function toObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
