import {
  type FieldProblem,
  InvalidFieldsError,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { parseManifests } from '../yaml';
import { ruleProblems } from './rules';
import { schemaProblems } from './schema';
import type { Manifest } from './types';

/** What every object has. Kustomization files have no metadata. */
const objectSchema = z.looseObject({
  apiVersion: z.string('is missing'),
  kind: z.string('is missing'),
  metadata: z
    .looseObject({
      name: z.string().optional(),
      namespace: z.string().optional(),
    })
    .optional(),
});

/**
 * Checks an object against the schema of its kind, strictly, and against rules of the API server that no schema holds.
 *
 * @returns what is wrong by field, nothing for a good object. `status` is not taken: it is written by controllers only.
 */
export function validateManifest(object: unknown): FieldProblem[] {
  const head = objectSchema.safeParse(object);
  if (!head.success) {
    return head.error.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message,
    }));
  }
  const problems = schemaProblems(head.data);
  return problems.length > 0 ? problems : ruleProblems(head.data);
}

/**
 * Checks every document of a YAML file. A key that is there twice is a problem, because the first one is lost.
 *
 * @returns what is wrong; paths begin with the number of the document, from 0: `[1].spec.replicas`
 */
export function validateYaml(text: string): FieldProblem[] {
  return parseManifests(text).flatMap((document, index) => {
    if (document.errors.length > 0) {
      return document.errors.map(error => ({
        path: `[${index}]`,
        message: error.message,
      }));
    }
    return documentProblems(document).map(({ path, message }) => ({
      path: path ? `[${index}].${path}` : `[${index}]`,
      message,
    }));
  });
}

function documentProblems(document: { toJS(): unknown }): FieldProblem[] {
  try {
    // A document may be empty: "---" at the end of a file.
    const object = document.toJS();
    return object === null ? [] : validateManifest(object);
  } catch (error) {
    // An alias without its anchor, or a document that aliases blow up.
    if (error instanceof ReferenceError) {
      return [{ path: '', message: error.message }];
    }
    throw error;
  }
}

/**
 * Checks what goes to a cluster together, and returns it.
 *
 * @throws InvalidFieldsError with paths such as `CronJob/nightly.spec.schedule`; also where two objects are the same
 */
export function assertValid<Objects extends readonly Manifest[]>(
  objects: Objects,
): Objects {
  const seen = new Set<string>();
  const problems = objects.flatMap(object => {
    const { apiVersion, kind, metadata } = object;
    const name = `${kind}/${metadata?.name ?? ''}`;
    const key = JSON.stringify([apiVersion, name, metadata?.namespace]);
    const twice = seen.has(key)
      ? [{ path: name, message: 'is there twice' }]
      : [];
    seen.add(key);
    return [
      ...twice,
      ...validateManifest(object).map(({ path, message }) => ({
        path: `${name}.${path}`,
        message,
      })),
    ];
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return objects;
}
