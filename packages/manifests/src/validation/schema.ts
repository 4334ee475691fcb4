import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { fieldPath, type FieldProblem } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import type { Manifest } from './types';
import { kustomization } from './kustomization';
import { argocd } from './schemas/argocd';
import { externalSecrets } from './schemas/externalSecrets';
import { kubernetes } from './schemas/kubernetes';
import { securityGroupPolicies } from './schemas/securityGroupPolicies';

/** A number with an optional unit, in any form that the API server takes. */
const QUANTITY =
  /^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$/;

const bundleSchema = z.object({
  kinds: z.record(z.string(), z.string()),
  $defs: z.record(z.string(), z.looseObject({})),
});

let compiled: { ajv: Ajv; references: Map<string, string> } | undefined;
const validators = new Map<string, ValidateFunction>();

/**
 * Checks an object against the schema of its kind. A field that the schema does not have is a problem: the API server would drop it,
 * and nobody would see.
 */
export function schemaProblems(object: Manifest): FieldProblem[] {
  const kind = `${object.apiVersion}/${object.kind}`;
  const validate = validatorOf(kind);
  if (!validate) {
    return [{ path: 'kind', message: `no schema is known for ${kind}` }];
  }
  return validate(object) ? [] : (validate.errors ?? []).map(problemOf);
}

/** `<apiVersion>/<kind>` of everything that can be validated. */
export function knownKinds(): string[] {
  compiled ??= readSchemas();
  return [...compiled.references.keys()];
}

/** Compiling takes a while: each kind is compiled when it is first met. */
function validatorOf(kind: string): ValidateFunction | undefined {
  compiled ??= readSchemas();
  const reference = compiled.references.get(kind);
  if (reference === undefined) {
    return undefined;
  }
  const known = validators.get(kind);
  if (known) {
    return known;
  }
  const validate = compiled.ajv.compile({ $ref: reference });
  validators.set(kind, validate);
  return validate;
}

function readSchemas() {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    // Patterns of CustomResourceDefinitions are written for Go.
    unicodeRegExp: false,
    formats: {
      quantity: (value: string) => QUANTITY.test(value),
      'date-time-micro': true,
    },
  });
  addFormats(ajv, ['byte', 'date-time', 'double', 'int32', 'int64']);
  const references = new Map<string, string>();
  const bundles = {
    kubernetes: JSON.parse(kubernetes),
    argocd: JSON.parse(argocd),
    externalSecrets: JSON.parse(externalSecrets),
    securityGroupPolicies: JSON.parse(securityGroupPolicies),
    kustomization,
  };
  for (const [$id, bundle] of Object.entries(bundles)) {
    const { kinds, $defs } = bundleSchema.parse(bundle);
    ajv.addSchema({ $id, $defs });
    for (const [kind, definition] of Object.entries(kinds)) {
      references.set(kind, `${$id}#/$defs/${definition}`);
    }
  }
  return { ajv, references };
}

function problemOf(error: ErrorObject): FieldProblem {
  const { keyword, instancePath, params, message } = error;
  const path = instancePath
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^[0-9]+$/.test(part) ? Number(part) : part));
  switch (keyword) {
    case 'additionalProperties':
      return {
        path: fieldPath([...path, params.additionalProperty]),
        message: 'there is no such field',
      };
    case 'required':
      return {
        path: fieldPath([...path, params.missingProperty]),
        message: 'is missing',
      };
    case 'enum':
      return {
        path: fieldPath(path),
        message: `must be one of ${params.allowedValues.join(', ')}`,
      };
    default:
      return { path: fieldPath(path), message: message ?? 'is not valid' };
  }
}
