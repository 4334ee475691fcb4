import { notFound } from './errors';
import { isJsonObject, stringAt } from './json';
import {
  changeObject,
  type Cluster,
  createObject,
  deleteObject,
  internalWrite,
  storageKey,
} from './operations';
import type { ServedType } from './registry';
import type { GroupResource, Json, ObjectAccess } from './types';

function isJson(value: unknown): value is Json {
  return (
    value === null ||
    ['boolean', 'number', 'string', 'object'].includes(typeof value)
  );
}

/** The API for code of the same process: as a `system:masters` user, without HTTP. */
export function objectAccess(cluster: Cluster): ObjectAccess {
  const write = internalWrite('system:sandbox');
  const typeOf = (type: GroupResource): ServedType => {
    const served = cluster.types.preferred(type);
    if (!served) {
      throw notFound(type, '');
    }
    return served;
  };
  return {
    get: (type, name, namespace) =>
      cluster.store.get(storageKey(type), name, namespace),
    list: (type, namespace) => cluster.store.list(storageKey(type), namespace),
    create: (object, namespace) => {
      const apiVersion = stringAt(object, 'apiVersion') ?? '';
      const kind = stringAt(object, 'kind') ?? '';
      const type = cluster.types.ofKind(apiVersion, kind);
      if (!type || !isJson(object)) {
        throw notFound(
          {
            group: apiVersion.split('/').slice(0, -1).join('/'),
            resource: kind,
          },
          '',
        );
      }
      const given = isJsonObject(object)
        ? stringAt(object, 'metadata', 'namespace')
        : undefined;
      const target = {
        type,
        namespace: type.namespaced ? namespace ?? given : undefined,
      };
      return createObject(cluster, target, object, write);
    },
    update: (type, { name, namespace }, change, options) =>
      changeObject(
        cluster,
        {
          type: typeOf(type),
          name,
          namespace,
          subresource: options?.subresource,
        },
        change,
        write,
      ),
    delete: (type, name, namespace) => {
      deleteObject(cluster, { type: typeOf(type), name, namespace }, {}, write);
    },
    onChange: (type, listener) =>
      cluster.store.subscribe(storageKey(type), ({ type: change, object }) =>
        listener({ type: change, object }),
      ),
  };
}
