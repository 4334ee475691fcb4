import {
  isJsonObject,
  listAt,
  objectAt,
  stringAt,
  type JsonObject,
} from '../json';
import type { Json } from '../types';
import { FieldSet } from './fieldSet';

/** Who owns fields, by which operation; two entries with the same of these are one. */
export interface ManagerIdentity {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource: string;
}

/** One entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry extends ManagerIdentity {
  /** When the manager's fields changed last: RFC 3339, seconds. */
  time?: string;
  fields: FieldSet;
}

/** An applier is the same one whatever the version it applies; updates of different versions are different managers. */
export function isSameManager(
  one: ManagerIdentity,
  other: ManagerIdentity,
): boolean {
  return (
    one.manager === other.manager &&
    one.operation === other.operation &&
    one.subresource === other.subresource &&
    (one.operation === 'Apply' || one.apiVersion === other.apiVersion)
  );
}

export function readManagedFields(
  object: Json | undefined,
): ManagedFieldsEntry[] {
  return listAt(object, 'metadata', 'managedFields').flatMap(entry => {
    const operation = stringAt(entry, 'operation');
    if (
      !isJsonObject(entry) ||
      (operation !== 'Apply' && operation !== 'Update')
    ) {
      return [];
    }
    return [
      {
        manager: stringAt(entry, 'manager') ?? '',
        operation,
        apiVersion: stringAt(entry, 'apiVersion') ?? '',
        subresource: stringAt(entry, 'subresource') ?? '',
        time: stringAt(entry, 'time'),
        fields: FieldSet.fromFieldsV1(entry.fieldsV1),
      },
    ];
  });
}

/** Appliers first, then by time and name, as a real API server has them. Managers that own nothing go. */
export function writeManagedFields(
  entries: ManagedFieldsEntry[],
): JsonObject[] {
  const order = ({
    operation,
    time = '',
    manager,
    apiVersion,
    subresource,
  }: ManagedFieldsEntry) =>
    [operation, time, manager, apiVersion, subresource].join('\u0000');
  return entries
    .filter(({ fields }) => !fields.isEmpty())
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time !== undefined && { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: fields.toFieldsV1(),
      ...(subresource && { subresource }),
    }));
}

/** Whether a client asks for the managers to be forgotten: `managedFields: [{}]`. */
export function isReset(object: Json): boolean {
  const entries = listAt(object, 'metadata', 'managedFields');
  return (
    entries.length === 1 &&
    isJsonObject(entries[0]) &&
    Object.keys(entries[0]).length === 0
  );
}

export function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  if (!metadata) {
    return object;
  }
  const { managedFields, ...rest } = metadata;
  return managedFields === undefined ? object : { ...object, metadata: rest };
}

const MAXIMUM_UPDATE_MANAGERS = 10;

/** Ten managers of updates at most: the fields of the oldest ones go to one called `ancient-changes`. */
export function capUpdateManagers(
  entries: ManagedFieldsEntry[],
): ManagedFieldsEntry[] {
  const updates = entries
    .filter(
      ({ operation, subresource }) =>
        operation === 'Update' && subresource === '',
    )
    .sort((one, other) => ((one.time ?? '') < (other.time ?? '') ? -1 : 1));
  const merged = updates.slice(
    0,
    Math.max(0, updates.length - MAXIMUM_UPDATE_MANAGERS + 1),
  );
  if (updates.length <= MAXIMUM_UPDATE_MANAGERS) {
    return entries;
  }
  const ancient = merged.reduce<ManagedFieldsEntry>(
    (bucket, entry) => ({
      ...bucket,
      time: entry.time,
      fields: bucket.fields.union(entry.fields),
    }),
    { ...merged[0], manager: 'ancient-changes' },
  );
  return [...entries.filter(entry => !merged.includes(entry)), ancient];
}
