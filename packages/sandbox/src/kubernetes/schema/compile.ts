import { isJsonObject } from '../json';
import type { Json } from '../types';
import { defaultValue } from './defaults';
import type { FieldError } from './errors';
import { compileNode } from './node';
import { pruneValue } from './prune';
import { validateValue } from './validate';

/** One version of a CustomResourceDefinition's schema, compiled once. */
export interface CompiledSchema {
  /** Everything that the schema has against an object: nothing when it is valid. Expects pruned and defaulted objects. */
  validate(object: Json): FieldError[];
  /** Removes unknown fields in place. Answers with their paths, for `fieldValidation=Strict` and `Warn`. */
  prune(object: Json): string[];
  /** Fills in defaults in place; nulls that the schema does not allow go. */
  applyDefaults(object: Json): void;
}

/**
 * @param schema - `openAPIV3Schema`; without one everything is allowed and kept
 */
export function compileStructuralSchema(
  schema: Json | undefined,
): CompiledSchema {
  const node = compileNode(
    schema ?? { 'x-kubernetes-preserve-unknown-fields': true },
  );
  return {
    validate: object => validateValue(object, node, ''),
    prune: object => pruneValue(object, node, '', true),
    applyDefaults: object => {
      if (isJsonObject(object)) {
        // The metadata of an object belongs to the API server, not to the schema.
        const { metadata, ...rest } = object;
        defaultValue(rest, node);
        Object.assign(object, rest);
        Object.keys(object)
          .filter(name => name !== 'metadata' && rest[name] === undefined)
          .forEach(name => delete object[name]);
      }
    },
  };
}
