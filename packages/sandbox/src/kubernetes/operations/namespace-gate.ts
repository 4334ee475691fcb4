import { badRequest, forbidden, notFound } from '../errors';
import { type JsonObject, objectAt, stringAt } from '../json';
import type { Cluster } from './cluster';
import type { Target } from './write';

const NAMESPACES = { group: '', resource: 'namespaces' };

/**
 * Gives the object the namespace of the request.
 *
 * @throws ApiError 400 when it names another one
 */
export function settleNamespace(target: Target, object: JsonObject): void {
  const metadata = objectAt(object, 'metadata') ?? {};
  const given = stringAt(metadata, 'namespace');
  if (!target.type.namespaced) {
    delete metadata.namespace;
  } else if (given && given !== target.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  } else if (target.namespace) {
    metadata.namespace = target.namespace;
  }
}

/** @throws ApiError 404 without the namespace, 403 when it is being deleted (admission plugin NamespaceLifecycle) */
export function requireNamespace(
  cluster: Cluster,
  { type, name, namespace }: Target,
): void {
  if (!type.namespaced || !namespace) {
    return;
  }
  const found = cluster.store.get('namespaces', namespace);
  if (!found) {
    throw notFound(NAMESPACES, namespace);
  }
  if (found.metadata.deletionTimestamp) {
    throw forbidden(
      type,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
}
