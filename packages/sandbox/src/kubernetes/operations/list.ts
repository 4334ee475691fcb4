import { badRequest, expired, failure } from '../errors';
import { at, isString } from '../json';
import type { ServedType } from '../registry';
import {
  type FieldRequirement,
  matchesFields,
  parseFieldSelector,
  parseLabelSelector,
  type Predicate,
} from '../selectors';
import { keyOf } from '../store';
import type { StoredObject } from '../types';
import type { Cluster } from './cluster';
import { storageKey } from './write';

export interface ListQuery {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

export interface ObjectList {
  items: StoredObject[];
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

const EXPIRED_TOKEN =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function checkFields(type: ServedType, fields: FieldRequirement[]): void {
  for (const { field } of fields) {
    if (
      ![
        'metadata.name',
        'metadata.namespace',
        ...type.selectableFields,
      ].includes(field)
    ) {
      throw badRequest(
        type.selectableFields.length > 0 || type.custom
          ? `field label not supported: ${field}`
          : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      );
    }
  }
}

/**
 * Whether an object is in a selection; `undefined` when every object is.
 *
 * @throws ApiError 400 when a selector is not understood
 */
export function selection(
  type: ServedType,
  query: Pick<ListQuery, 'labelSelector' | 'fieldSelector'>,
): Predicate<StoredObject> | undefined {
  const fields = parseFieldSelector(query.fieldSelector);
  checkFields(type, fields);
  const byField = matchesFields(fields);
  const byLabel = parseLabelSelector(query.labelSelector);
  if (!byField && !byLabel) {
    return undefined;
  }
  return object =>
    (!byField || byField(object)) &&
    (!byLabel || byLabel(object.metadata.labels));
}

/** @throws ApiError 500 as the API server answers to what is no number */
export function parseRevision(text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw failure(
      400,
      'BadRequest',
      `resourceVersion: Invalid value: ${JSON.stringify(
        text,
      )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

/** @throws ApiError 504 for a revision that is yet to come */
export function requireReached(
  revision: number | undefined,
  current: number,
): void {
  if (revision !== undefined && revision > current) {
    throw failure(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${revision}, current: ${current}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
}

/** @param revision - -1: whatever is there now, after the token has expired */
function encodeToken(revision: number, start: string): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start }),
  ).toString('base64url');
}

function decodeToken(token: string): { revision: number; start: string } {
  try {
    const parsed: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    const revision = at(parsed, 'rv');
    const start = at(parsed, 'start');
    if (typeof revision === 'number' && isString(start)) {
      return { revision, start };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
  }
  throw badRequest('invalid continue token: continue key is not valid');
}

const orderKey = ({ metadata }: StoredObject) =>
  keyOf(metadata.name, metadata.namespace);

function snapshot(
  cluster: Cluster,
  type: ServedType,
  query: ListQuery,
): { objects: StoredObject[]; revision: number } {
  const collection = cluster.store.collection(storageKey(type));
  const current = cluster.store.revision;
  if (query.continue) {
    const { revision, start } = decodeToken(query.continue);
    const objects =
      revision < 0
        ? collection.list(query.namespace)
        : collection.listAt(revision, query.namespace);
    if (!objects) {
      const error = expired(EXPIRED_TOKEN);
      error.status.metadata.continue = encodeToken(-1, start);
      throw error;
    }
    return {
      objects: objects.filter(object => orderKey(object) > start),
      revision: revision < 0 ? current : revision,
    };
  }
  const revision = parseRevision(query.resourceVersion);
  requireReached(revision, current);
  if (query.resourceVersionMatch === 'Exact' && revision !== undefined) {
    const objects = collection.listAt(revision, query.namespace);
    if (!objects) {
      throw expired(`The resourceVersion for the provided list is too old.`);
    }
    return { objects, revision };
  }
  return { objects: collection.list(query.namespace), revision: current };
}

/** @throws ApiError 400, 410 when the continue token has expired */
export function listObjects(
  cluster: Cluster,
  type: ServedType,
  query: ListQuery,
): ObjectList {
  const selects = selection(type, query);
  const { objects, revision } = snapshot(cluster, type, query);
  const selected = selects ? objects.filter(selects) : objects;
  const { limit } = query;
  if (!limit || selected.length <= limit) {
    return { items: selected, resourceVersion: String(revision) };
  }
  const items = selected.slice(0, limit);
  return {
    items,
    resourceVersion: String(revision),
    continue: encodeToken(revision, orderKey(items[items.length - 1])),
    ...(!selects && { remainingItemCount: selected.length - limit }),
  };
}
