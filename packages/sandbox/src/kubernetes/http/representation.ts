import type { JsonObject } from '../json';
import { inVersion, type ObjectList } from '../operations';
import { apiVersionOf, type ServedType } from '../registry';
import { type IncludedObject, partialMetadata, toTable } from '../table';
import type { StoredObject } from '../types';
import type { Representation } from './negotiation';

/** How one request wants to see objects of one type. */
export interface View {
  type: ServedType;
  as: Representation;
  include: IncludedObject;
  now: Date;
}

const serialized = new WeakMap<StoredObject, Map<string, string>>();

/** An object as JSON; made once for each version, as stored objects never change. */
export function objectJson(type: ServedType, object: StoredObject): string {
  const apiVersion = apiVersionOf(type);
  const known = serialized.get(object) ?? new Map<string, string>();
  serialized.set(object, known);
  let json = known.get(apiVersion);
  if (json === undefined) {
    json = JSON.stringify(inVersion(type, object));
    known.set(apiVersion, json);
  }
  return json;
}

/** An item of a list: built-in types leave out there what the list says already. */
function itemJson(type: ServedType, object: StoredObject): string {
  const json = objectJson(type, object);
  const repeated = `{"apiVersion":"${apiVersionOf(type)}","kind":"${
    type.kind
  }",`;
  return !type.custom && json.startsWith(repeated)
    ? `{${json.slice(repeated.length)}`
    : json;
}

/** One object as an answer or in a watch event. */
export function renderObject(
  view: View,
  object: StoredObject,
  headers = true,
): string {
  const { type, as, include, now } = view;
  switch (as) {
    case 'table':
      return JSON.stringify(
        toTable(type, [inVersion(type, object)], {
          include,
          headers,
          now,
          metadata: { resourceVersion: object.metadata.resourceVersion },
        }),
      );
    case 'metadata':
    case 'metadata-list':
      return JSON.stringify(partialMetadata(object));
    default:
      return objectJson(type, object);
  }
}

export function renderList(view: View, list: ObjectList): string {
  const { type, as, include, now } = view;
  const metadata: JsonObject = {
    resourceVersion: list.resourceVersion,
    ...(list.continue && { continue: list.continue }),
    ...(list.remainingItemCount !== undefined && {
      remainingItemCount: list.remainingItemCount,
    }),
  };
  if (as === 'table') {
    const objects = list.items.map(object => inVersion(type, object));
    return JSON.stringify(
      toTable(type, objects, { include, headers: true, metadata, now }),
    );
  }
  const [kind, apiVersion, items] =
    as === 'object'
      ? [
          type.listKind,
          apiVersionOf(type),
          list.items.map(item => itemJson(type, item)),
        ]
      : [
          'PartialObjectMetadataList',
          'meta.k8s.io/v1',
          list.items.map(item => JSON.stringify(partialMetadata(item))),
        ];
  return `{"kind":${JSON.stringify(kind)},"apiVersion":${JSON.stringify(
    apiVersion,
  )},"metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`;
}
