import * as z from 'zod';
import { plainText, repositoryPath } from '../fields';

/** A folder or file, from the folder of the kustomization: `deployment.yaml`, `../../base`. */
export const relativePath = z
  .string()
  .max(1_024, 'use at most 1,024 characters')
  .refine(
    isRelative,
    'write a relative path such as deployment.yaml or ../base',
  );

function isRelative(path: string): boolean {
  if (path === '..') {
    return true;
  }
  const below = path.replace(/^(\.\.\/)+/, '');
  return below === '..' || repositoryPath.safeParse(below).success;
}

/**
 * A kustomization in another repository, at a tag or commit: `https://github.com/org/repo//base?ref=v1.2.3`.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md
 */
const remote = z
  .string()
  .max(1_024, 'use at most 1,024 characters')
  .regex(
    /^https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(\/[\w.~-]+)+(\/\/[\w.~-]+(\/[\w.~-]+)*)?\?ref=[\w./-]+$/,
    'write an address with a version: https://github.com/org/repo//base?ref=v1.2.3',
  );

/** Where objects come from. */
export const resource = z.string().superRefine((path, context) => {
  const schema = path.includes('://') ? remote : relativePath;
  for (const { message } of schema.safeParse(path).error?.issues ?? []) {
    context.addIssue({ code: 'custom', message });
  }
});

/** Key of a ConfigMap or Secret. */
export const dataKey = z
  .string()
  .max(253, 'use at most 253 characters')
  .regex(/^[-._a-zA-Z0-9]+$/, 'use letters, digits and -._');

/**
 * Value of a literal. Kustomize takes quotes at its ends away, and folds the line breaks that only Unicode knows.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/api/kv/kv.go
 */
export const literalValue = plainText({ max: 262_144, lines: true })
  .regex(
    /^(?!['"])[^]*$(?<!['"])/,
    'must not begin or end with a quote, which Kustomize takes away: put the value into a file',
  )
  .regex(
    /^[^\u2028\u2029\ufeff]*$/,
    'leave out line separators, paragraph separators and byte order marks, which Kustomize loses: put the value into a file',
  );

/** Part of the names of objects. */
export const namePart = z
  .string()
  .max(63, 'use at most 63 characters')
  .regex(/^[a-z0-9.-]+$/, 'use lower case letters, digits, "-" and "."');

/** Path of a field: `spec.template.spec.containers.[name=app].image`. */
export const fieldPath = z
  .string()
  .min(1, 'must not be empty')
  .max(500, 'use at most 500 characters')
  .regex(
    /^[\w\][=*./\\:-]+$/,
    'write the path of a field such as spec.template.spec.containers.[name=app].image',
  );
