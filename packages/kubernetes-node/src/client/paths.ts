import { InputError } from '@backstage/errors';
import type { ObjectTarget, ResourceType } from '../types';

/** Path of all objects of a type, or of those in one namespace. */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const root = type.group
    ? `/apis/${segment(type.group, 'group')}/${segment(
        type.version,
        'version',
      )}`
    : `/api/${segment(type.version, 'version')}`;
  const scope =
    type.namespaced && namespace !== undefined
      ? `/namespaces/${segment(namespace, 'namespace')}`
      : '';
  return `${root}${scope}/${segment(type.plural, 'plural')}`;
}

/** Path of one object. */
export function objectPath(
  type: ResourceType,
  target: ObjectTarget,
  subresource?: string,
): string {
  const path = `${scopedCollectionPath(type, target.namespace)}/${segment(
    target.name,
    'name',
  )}`;
  return subresource ? `${path}/${subresource}` : path;
}

/** Path of the collection that holds one object: a namespaced type needs its namespace. */
export function scopedCollectionPath(
  type: ResourceType,
  namespace?: string,
): string {
  if (type.namespaced && namespace === undefined) {
    throw new InputError(
      `${type.kind} is namespaced, and no namespace was given`,
    );
  }
  return collectionPath(type, namespace);
}

/** Query string with its question mark; leaves out what is undefined. */
export function queryString(
  parameters: Record<string, string | number | boolean | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** An empty name would mean the whole collection, `..` the one above: neither gets past here. */
function segment(value: string, what: string): string {
  if (!value || value === '.' || value === '..') {
    throw new InputError(`'${value}' is no ${what} of a Kubernetes object`);
  }
  return encodeURIComponent(value);
}
