import type { EditResult, EditValue } from './types';
import { removeYamlEntry, upsertYamlItem, type PathPart } from './yaml';
import type { YamlOptions } from './yaml';

/** Where the entries of a registry are. */
export interface RegistryPlace extends YamlOptions {
  /** Path of the list; empty when the document is the list. */
  path: PathPart[];
  /** Field by which entries are known: `name` when left out. */
  key?: string;
}

/**
 * Adds an entry. A registry that is in the order of its keys stays so.
 *
 * @throws ConflictError when the entry is there with other fields
 */
export function addRegistryEntry(
  text: string,
  { path, key = 'name', document }: RegistryPlace,
  entry: Record<string, EditValue>,
): EditResult {
  return upsertYamlItem(text, path, key, entry, {
    document,
    mode: 'add',
    create: true,
    sorted: true,
  });
}

/**
 * Changes fields of an entry; those not given stay.
 *
 * @throws ConflictError when there is no such entry
 */
export function changeRegistryEntry(
  text: string,
  { path, key = 'name', document }: RegistryPlace,
  fields: Record<string, EditValue>,
): EditResult {
  return upsertYamlItem(text, path, key, fields, {
    document,
    mode: 'change',
    others: 'keep',
  });
}

/** Removes an entry with its comments; the emptied list stays as `[]`. */
export function removeRegistryEntry(
  text: string,
  { path, key = 'name', document }: RegistryPlace,
  name: string,
): EditResult {
  return removeYamlEntry(text, path, key, name, { document });
}
