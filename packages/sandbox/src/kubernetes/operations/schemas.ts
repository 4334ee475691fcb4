import { badRequest } from '../errors';
import type { JsonObject } from '../json';
import type { ServedType } from '../registry';
import { type CompiledSchema, compileStructuralSchema } from '../schema';
import type { WriteOptions } from './cluster';

const compiled = new WeakMap<ServedType, CompiledSchema>();

/** The schema of a type, compiled at first use. Without one everything is allowed and kept. */
export function schemaOf(type: ServedType): CompiledSchema {
  let schema = compiled.get(type);
  if (!schema) {
    schema = compileStructuralSchema(type.openApiSchema);
    compiled.set(type, schema);
  }
  return schema;
}

/**
 * Removes fields the type does not know, and says so as `fieldValidation` asks.
 *
 * @throws ApiError 400 under Strict
 */
export function dropUnknownFields(
  type: ServedType,
  object: JsonObject,
  options: WriteOptions,
): void {
  if (!type.openApiSchema) {
    return;
  }
  const unknown = schemaOf(type)
    .prune(object)
    .map(path => `unknown field "${path.replace(/^\./, '')}"`);
  if (unknown.length === 0 || options.fieldValidation === 'Ignore') {
    return;
  }
  if (options.fieldValidation === 'Strict') {
    throw badRequest(
      `${type.kind} in version "${type.version}" cannot be handled as a ${
        type.kind
      }: strict decoding error: ${unknown.join(', ')}`,
    );
  }
  unknown.forEach(options.warn);
}
