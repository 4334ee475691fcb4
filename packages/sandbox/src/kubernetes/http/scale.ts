import { badRequest, methodNotAllowed, unsupportedMediaType } from '../errors';
import {
  asJson,
  at,
  isJsonObject,
  type JsonObject,
  objectAt,
  stringAt,
} from '../json';
import { changeObject, liveObject, type Target } from '../operations';
import { mergePatch } from '../patches';
import type { ServedType } from '../registry';
import type { Json, StoredObject } from '../types';
import { mediaTypeOf, readBody, readPatch } from './body';
import type { RequestContext } from './context';
import { writeOptions } from './options';
import { respondJson } from './respond';

type Scale = NonNullable<ServedType['scale']>;

const keys = (path: string) => path.split('.').filter(Boolean);

function selectorText(
  object: StoredObject,
  { labelSelectorPath }: Scale,
): string | undefined {
  if (labelSelectorPath) {
    return stringAt(object, ...keys(labelSelectorPath));
  }
  const labels = objectAt(object, 'spec', 'selector', 'matchLabels');
  return (
    labels &&
    Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')
  );
}

/** An object as `autoscaling/v1.Scale`. */
function scaleOf(object: StoredObject, scale: Scale): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = selectorText(object, scale);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace && { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: {
      replicas: Number(at(object, ...keys(scale.specReplicasPath)) ?? 1),
    },
    status: {
      replicas: Number(at(object, ...keys(scale.statusReplicasPath)) ?? 0),
      ...(selector && { selector }),
    },
  };
}

function setAt(object: JsonObject, path: string[], value: Json): void {
  const [key, ...rest] = path;
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const child = objectAt(object, key) ?? {};
  object[key] = child;
  setAt(child, rest, value);
}

async function desired(
  { request, info }: RequestContext,
  current: JsonObject,
): Promise<Json> {
  if (info.verb === 'update') {
    return readBody(request);
  }
  const mediaType = mediaTypeOf(request);
  if (!mediaType.endsWith('merge-patch+json')) {
    throw unsupportedMediaType(['application/merge-patch+json']);
  }
  const patch = await readPatch(request);
  return isJsonObject(patch) ? mergePatch(current, patch) : patch;
}

/** Subresource `scale`: GET, PUT and merge patch. */
export async function serveScale(
  context: RequestContext,
  target: Target,
  scale: Scale,
): Promise<void> {
  const { cluster, info, user, request, response } = context;
  let object = liveObject(cluster, target);
  if (info.verb === 'update' || info.verb === 'patch') {
    const options = writeOptions(info, user, request, response);
    const wanted = await desired(context, scaleOf(object, scale));
    const replicas = at(wanted, 'spec', 'replicas') ?? 0;
    if (
      typeof replicas !== 'number' ||
      !Number.isInteger(replicas) ||
      replicas < 0
    ) {
      throw badRequest(
        'spec.replicas must be a whole number that is not below 0',
      );
    }
    const revision = stringAt(wanted, 'metadata', 'resourceVersion');
    const change = (draft: StoredObject) => {
      draft.metadata.resourceVersion =
        revision ?? draft.metadata.resourceVersion;
      setAt(asJson(draft), keys(scale.specReplicasPath), replicas);
    };
    object = changeObject(
      cluster,
      { ...target, subresource: undefined },
      change,
      options,
    );
  } else if (info.verb !== 'get') {
    throw methodNotAllowed();
  }
  respondJson(response, 200, JSON.stringify(scaleOf(object, scale)));
}
