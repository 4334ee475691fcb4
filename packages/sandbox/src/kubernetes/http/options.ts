import type { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest, unprocessable } from '../errors';
import { at, isJsonObject, stringAt } from '../json';
import type {
  DeleteOptions,
  FieldValidation,
  ListQuery,
  PropagationPolicy,
  WriteOptions,
} from '../operations';
import { notSupported, required } from '../schema';
import type { IncludedObject } from '../table';
import type { Json, UserInfo } from '../types';
import { readText } from './body';
import { isTrue, type RequestInfo } from './request-info';
import { addWarning } from './respond';

const META_GROUP = 'meta.k8s.io';
const VALIDATIONS = ['Strict', 'Warn', 'Ignore'] as const;
const POLICIES = ['Background', 'Foreground', 'Orphan'] as const;
const INCLUDED = ['None', 'Metadata', 'Object'] as const;

const OPTIONS_KIND: Record<string, string> = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
  delete: 'DeleteOptions',
  deletecollection: 'DeleteOptions',
};

/** One of the known words; nothing when it was not said. @throws ApiError 422 */
function oneOf<T extends string>(
  words: readonly T[],
  text: string | null | undefined,
  where: { kind: string; field: string },
): T | undefined {
  if (!text) {
    return undefined;
  }
  const word = words.find(known => known === text);
  if (!word) {
    throw unprocessable({ kind: where.kind, group: META_GROUP }, '', [
      notSupported(where.field, text, [...words]),
    ]);
  }
  return word;
}

function isDryRun(kind: string, values: Json[]): boolean {
  const unknown = values.filter(value => value !== 'All');
  if (unknown.length > 0) {
    throw unprocessable({ kind, group: META_GROUP }, '', [
      {
        field: 'dryRun',
        type: 'FieldValueNotSupported',
        message: `Unsupported value: []string{${values
          .map(value => JSON.stringify(value))
          .join(', ')}}: supported values: "All"`,
      },
    ]);
  }
  return values.length > 0;
}

/** Who writes, when the request does not say: the first part of its User-Agent. */
function managerOf(request: IncomingMessage): string {
  return (
    (request.headers['user-agent'] ?? '').split('/')[0].slice(0, 128) ||
    'unknown'
  );
}

export function writeOptions(
  info: RequestInfo,
  user: UserInfo,
  request: IncomingMessage,
  response: ServerResponse,
): WriteOptions {
  const kind = OPTIONS_KIND[info.verb];
  const fieldValidation: FieldValidation =
    oneOf(VALIDATIONS, info.query.get('fieldValidation'), {
      kind,
      field: 'fieldValidation',
    }) ?? 'Warn';
  return {
    user,
    dryRun: isDryRun(kind, info.query.getAll('dryRun').filter(Boolean)),
    manager: info.query.get('fieldManager') || managerOf(request),
    fieldValidation,
    warn: message => addWarning(response, message),
  };
}

/** @throws ApiError 422 when an apply does not say who applies, or another patch would force */
export function applyOptions(info: RequestInfo): { force: boolean } {
  if (!info.query.get('fieldManager')) {
    throw unprocessable({ kind: 'PatchOptions', group: META_GROUP }, '', [
      required('fieldManager', 'is required for apply patch'),
    ]);
  }
  return { force: isTrue(info.query.get('force')) };
}

function limitOf(query: URLSearchParams): number | undefined {
  const text = query.get('limit');
  const limit = Number(text ?? 0);
  if (!Number.isInteger(limit)) {
    throw badRequest(`limit: Invalid value: "${text}": must be a whole number`);
  }
  return limit > 0 ? limit : undefined;
}

export function listQuery({ query, resource }: RequestInfo): ListQuery {
  const text = (name: string) => query.get(name) || undefined;
  return {
    namespace: resource?.namespace,
    labelSelector: text('labelSelector'),
    fieldSelector: text('fieldSelector'),
    limit: limitOf(query),
    continue: text('continue'),
    resourceVersion: text('resourceVersion'),
    resourceVersionMatch: text('resourceVersionMatch'),
  };
}

export function includedObject(query: URLSearchParams): IncludedObject {
  const where = { kind: 'TableOptions', field: 'includeObject' };
  return oneOf(INCLUDED, query.get('includeObject'), where) ?? 'Metadata';
}

/** DeleteOptions come in the body, in the query, or not at all. */
export async function deleteOptions(
  info: RequestInfo,
  request: IncomingMessage,
): Promise<DeleteOptions & { dryRun: boolean }> {
  const text = await readText(request);
  let body: Json = {};
  if (text.trim() !== '') {
    try {
      body = JSON.parse(text);
    } catch (error) {
      throw badRequest(`the DeleteOptions are not JSON: ${error}`);
    }
  }
  const dryRun =
    isJsonObject(body) && Array.isArray(body.dryRun) ? body.dryRun : [];
  const orphan = at(body, 'orphanDependents');
  const where = { kind: 'DeleteOptions', field: 'propagationPolicy' };
  const policy: PropagationPolicy | undefined = oneOf(
    POLICIES,
    stringAt(body, 'propagationPolicy') ?? info.query.get('propagationPolicy'),
    where,
  );
  return {
    uid: stringAt(body, 'preconditions', 'uid'),
    resourceVersion: stringAt(body, 'preconditions', 'resourceVersion'),
    propagationPolicy: policy ?? (orphan === true ? 'Orphan' : undefined),
    dryRun: isDryRun('DeleteOptions', dryRun),
  };
}
