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

/** A real API server does not say either which operation failed. */
function rejected() {
  return failure(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
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
      throw rejected();
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
  } catch {
    // The library says why in words of its own; the API server's are in `rejected`.
    throw rejected();
  }
  throw rejected();
}
