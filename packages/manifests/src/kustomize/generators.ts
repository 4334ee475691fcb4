import * as z from 'zod';
import {
  annotationValue,
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labelValue,
  repositoryPath,
} from '../fields';
import { recordOf } from '../records';
import { dataKey, literalValue } from './fields';

/** Labels by their keys. */
export const labels = recordOf(labelKey, labelValue);

/** Annotations by their keys. */
export const annotations = recordOf(labelKey, annotationValue);

/** Of generated objects. */
export const generatorOptions = z.strictObject({
  labels: labels.optional(),
  annotations: annotations.optional(),
  /** Without the hash in their names, pods do not start again when the data changes. */
  disableNameSuffixHash: z.boolean().optional(),
  immutable: z.boolean().optional(),
});

const generator = {
  name: dnsSubdomain,
  namespace: dnsLabel.optional(),
  behavior: z.enum(['create', 'replace', 'merge']).optional(),
  /** Files by their keys. */
  files: recordOf(dataKey, repositoryPath).optional(),
  /** Files of lines `KEY=value`. */
  envs: z.array(repositoryPath).max(50, 'use at most 50 files').optional(),
  options: generatorOptions.optional(),
};

/** A ConfigMap of texts and files. */
export const configMapGenerator = z
  .strictObject({
    ...generator,
    literals: recordOf(dataKey, literalValue).optional(),
  })
  .refine(({ files, envs, literals }) => files ?? envs ?? literals, {
    path: ['literals'],
    message: 'give literals, files, or envs',
  });

/** Values stay out of Git: there are no literals, and the files are made where it is applied. */
export const secretGenerator = z
  .strictObject({
    ...generator,
    type: z
      .string()
      .max(253, 'use at most 253 characters')
      .regex(/^[\w./-]+$/, 'write a type such as kubernetes.io/tls')
      .optional(),
  })
  .refine(({ files, envs }) => files ?? envs, {
    path: ['files'],
    message: 'give files or envs',
  });

/** The generator as kustomization.yaml has it: files and literals are lists of `key=value`. */
export function generatorOf(
  one: z.output<typeof configMapGenerator> | z.output<typeof secretGenerator>,
) {
  const { files, envs, options, ...rest } = one;
  const { literals, ...head } = { literals: undefined, ...rest };
  return {
    ...head,
    ...(files && { files: listOf(files) }),
    ...(envs && { envs }),
    ...(literals && { literals: listOf(literals) }),
    ...(options && { options }),
  };
}

function listOf(map: Record<string, string>): string[] {
  return Object.entries(map).map(([key, value]) => `${key}=${value}`);
}
