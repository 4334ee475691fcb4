import { unsupportedMediaType } from '../errors';
import {
  APPLY_PATCH,
  applyObject,
  createObject,
  deleteCollection,
  deleteObject,
  patchObject,
  patchTypesOf,
  updateObject,
} from '../operations';
import { answer, answerObject, type Handler, viewOf } from './answer';
import { mediaTypeOf, readBody, readPatch } from './body';
import {
  applyOptions,
  deleteOptions,
  listQuery,
  writeOptions,
} from './options';
import { renderList } from './representation';

export const create: Handler = async (context, target) => {
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

export const update: Handler = async (context, target) => {
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

export const patch: Handler = async (context, target) => {
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

export const remove: Handler = async (context, target) => {
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

export const removeAll: Handler = async (context, { type }) => {
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
