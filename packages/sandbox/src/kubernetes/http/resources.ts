import { methodNotAllowed, notFound, unknownPath } from '../errors';
import type { ServedType } from '../registry';
import type { Handler } from './answer';
import type { RequestContext } from './context';
import { get, list, watch } from './read-handlers';
import { create, patch, remove, removeAll, update } from './write-handlers';

const HANDLERS: Record<string, Handler> = {
  get,
  list,
  watch,
  create,
  update,
  patch,
  delete: remove,
  deletecollection: removeAll,
};

const SUBRESOURCE_VERBS = ['get', 'update', 'patch'];

/** Serves a request about objects of a type. */
export async function serveResource(
  context: RequestContext,
  type: ServedType,
): Promise<void> {
  const { resource, verb } = context.info;
  const name = resource?.name ?? '';
  const subresource = resource?.subresource;
  const handler = HANDLERS[verb];
  const served = subresource
    ? SUBRESOURCE_VERBS.includes(verb)
    : type.verbs.includes(verb) && (verb !== 'create' || !resource?.name);
  if (subresource && !type.subresources.includes(subresource)) {
    throw notFound(type, name);
  }
  const namespace = type.namespaced ? resource?.namespace : undefined;
  const isNamespace = type.resource === 'namespaces' && type.group === '';
  if (!type.namespaced && resource?.namespace && !isNamespace) {
    throw unknownPath();
  }
  const needsNamespace = !['list', 'watch', 'deletecollection'].includes(verb);
  if (
    !handler ||
    !served ||
    (type.namespaced && needsNamespace && !namespace)
  ) {
    throw methodNotAllowed();
  }
  await handler(context, { type, name, namespace, subresource });
}
