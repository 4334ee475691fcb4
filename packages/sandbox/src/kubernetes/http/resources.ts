import {
  expired,
  methodNotAllowed,
  notFound,
  unknownPath,
  unsupportedMediaType,
} from '../errors';
import {
  APPLY_PATCH,
  applyObject,
  createObject,
  deleteCollection,
  deleteObject,
  listObjects,
  liveObject,
  patchObject,
  patchTypesOf,
  type Target,
  updateObject,
} from '../operations';
import type { ServedType } from '../registry';
import type { StoredObject } from '../types';
import { mediaTypeOf, readBody, readPatch } from './body';
import type { RequestContext } from './context';
import { strikes } from './fault-injection';
import { negotiate } from './negotiation';
import {
  applyOptions,
  deleteOptions,
  includedObject,
  listQuery,
  writeOptions,
} from './options';
import { renderList, renderObject, type View } from './representation';
import { respondJson, respondYaml } from './respond';
import { watchObjects } from './watch';

type Handler = (
  context: RequestContext,
  target: Target,
) => void | Promise<void>;

function viewOf(
  { request, info, cluster }: RequestContext,
  type: ServedType,
): View {
  return {
    type,
    as: negotiate(request.headers.accept).as,
    include: includedObject(info.query),
    now: cluster.now(),
  };
}

function answer(context: RequestContext, code: number, json: string): void {
  if (negotiate(context.request.headers.accept).format === 'yaml') {
    respondYaml(context.response, code, json);
  } else {
    respondJson(context.response, code, json);
  }
}

function answerObject(
  context: RequestContext,
  type: ServedType,
  object: StoredObject,
  code = 200,
): void {
  answer(context, code, renderObject(viewOf(context, type), object));
}

const get: Handler = (context, target) =>
  answerObject(context, target.type, liveObject(context.cluster, target));

const list: Handler = (context, { type }) => {
  const view = viewOf(context, type);
  const query = listQuery(context.info);
  if (query.continue && strikes(context, 'gone')) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result.',
    );
  }
  answer(
    context,
    200,
    renderList(view, listObjects(context.cluster, type, query)),
  );
};

const watch: Handler = (context, { type, namespace }) => {
  const { cluster, response, info, watches } = context;
  const gone = strikes(context, 'gone');
  const request = { namespace, query: info.query, response, gone };
  if (strikes(context, 'drop-watch')) {
    response.destroy();
    return;
  }
  watchObjects(cluster, viewOf(context, type), request, watches);
};

const create: Handler = async (context, target) => {
  const { cluster, info, user, request, response } = context;
  const options = writeOptions(info, user, request, response);
  const body = await readBody(request);
  answerObject(
    context,
    target.type,
    createObject(cluster, target, body, options),
    201,
  );
};

const update: Handler = async (context, target) => {
  const { cluster, info, user, request, response } = context;
  const options = writeOptions(info, user, request, response);
  const { object, created } = updateObject(
    cluster,
    target,
    await readBody(request),
    options,
  );
  answerObject(context, target.type, object, created ? 201 : 200);
};

const patch: Handler = async (context, target) => {
  const { cluster, info, user, request, response } = context;
  const mediaType = mediaTypeOf(request);
  if (!patchTypesOf(target.type).includes(mediaType)) {
    throw unsupportedMediaType(patchTypesOf(target.type));
  }
  const options = writeOptions(info, user, request, response);
  const body = await readPatch(request);
  if (mediaType === APPLY_PATCH) {
    const apply = { applied: body, ...applyOptions(info) };
    const { object, created } = applyObject(cluster, target, apply, options);
    answerObject(context, target.type, object, created ? 201 : 200);
    return;
  }
  answerObject(
    context,
    target.type,
    patchObject(cluster, target, { mediaType, patch: body }, options),
  );
};

const remove: Handler = async (context, target) => {
  const { cluster, info, user, request, response } = context;
  const deletion = await deleteOptions(info, request);
  const options = writeOptions(info, user, request, response);
  const dryRun = options.dryRun || deletion.dryRun;
  const { object, gone } = deleteObject(cluster, target, deletion, {
    ...options,
    dryRun,
  });
  if (!gone) {
    answerObject(context, target.type, object);
    return;
  }
  const { type, name } = target;
  const details = {
    name,
    ...(type.group && { group: type.group }),
    kind: type.resource,
    uid: object.metadata.uid,
  };
  answer(
    context,
    200,
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details,
    }),
  );
};

const removeAll: Handler = async (context, { type }) => {
  const { cluster, info, user, request, response } = context;
  const deletion = await deleteOptions(info, request);
  const options = writeOptions(info, user, request, response);
  const write = { ...options, dryRun: options.dryRun || deletion.dryRun };
  const items = deleteCollection(
    cluster,
    type,
    listQuery(info),
    deletion,
    write,
  );
  const resourceVersion = String(cluster.store.revision);
  answer(
    context,
    200,
    renderList(viewOf(context, type), { items, resourceVersion }),
  );
};

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
