import { isApiError } from '../errors';
import type { ServedType } from '../registry';
import type { StoredObject } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { deleteObject, type DeleteOptions } from './delete';
import { listObjects, type ListQuery } from './list';

/** Deletes what a list selects; what someone else deletes meanwhile is no failure. */
export function deleteCollection(
  cluster: Cluster,
  type: ServedType,
  query: ListQuery,
  deletion: DeleteOptions,
  options: WriteOptions,
): StoredObject[] {
  const { items } = listObjects(cluster, type, query);
  for (const { metadata } of items) {
    try {
      const target = {
        type,
        name: metadata.name,
        namespace: metadata.namespace,
      };
      deleteObject(cluster, target, deletion, options);
    } catch (error) {
      if (!isApiError(error) || error.code !== 404) {
        throw error;
      }
    }
  }
  return items;
}
