import { applyPatch, type Operation } from 'fast-json-patch';
import { badRequest, failure } from '../errors';
import { cloneJson, isJsonObject, isString, type JsonObject } from '../json';
import type { Json } from '../types';

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

function isOperation(value: unknown): value is Operation {
  return (
    isJsonObject(value) &&
    isString(value.op) &&
    OPERATIONS.includes(value.op) &&
    isString(value.path) &&
    (!['move', 'copy'].includes(value.op) || isString(value.from)) &&
    (!['add', 'replace', 'test'].includes(value.op) ||
      value.value !== undefined)
  );
}

function rejected(why: string) {
  return failure(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    { causes: [{ reason: 'UnexpectedServerResponse', message: why }] },
  );
}

/**
 * RFC 6902.
 *
 * @throws ApiError 400 when it is no patch, 422 when it cannot be applied
 */
export function applyJsonPatch(live: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  const operations = patch.map(operation => {
    const known = cloneJson<unknown>(operation);
    if (!isOperation(known)) {
      throw rejected(`Unexpected operation: ${JSON.stringify(operation)}`);
    }
    return known;
  });
  try {
    const { newDocument } = applyPatch(
      cloneJson(live),
      operations,
      true,
      true,
      true,
    );
    if (isJsonObject(newDocument)) {
      return newDocument;
    }
  } catch (error) {
    throw rejected(
      error instanceof Error ? error.message.split('\n')[0] : String(error),
    );
  }
  throw rejected('the patched document is not an object');
}
