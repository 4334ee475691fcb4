import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import { printYaml } from '../yaml';
import { fieldPath, namePart, relativePath, resource } from './fields';
import {
  annotations,
  configMapGenerator,
  generatorOf,
  generatorOptions,
  labels,
  secretGenerator,
} from './generators';
import { objectReference, patch, patchOf } from './patches';

const image = z
  .strictObject({
    /** Name in the manifests. */
    name: z
      .string()
      .max(255, 'use at most 255 characters')
      .regex(/^[a-z0-9][a-z0-9._/:-]*$/, 'write the name of an image'),
    newName: z
      .string()
      .max(255, 'use at most 255 characters')
      .regex(/^[a-z0-9][a-z0-9._/:-]*$/, 'write the name of an image')
      .optional(),
    newTag: z
      .string()
      .regex(/^[\w][\w.-]{0,127}$/, 'write a tag')
      .optional(),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'write sha256: and 64 hexadecimal digits')
      .optional(),
  })
  .superRefine(({ newName, newTag, digest }, context) => {
    if (newTag !== undefined && digest !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['digest'],
        message: 'must not stand beside newTag: give one',
      });
    }
    if (newName === undefined && newTag === undefined && !digest) {
      context.addIssue({
        code: 'custom',
        path: ['newTag'],
        message: 'give newName, newTag, or digest',
      });
    }
  });

const place = z
  .strictObject({
    /** Character between the parts of the field of which one is meant. */
    delimiter: z
      .string()
      .regex(/^[!-/:-@[-`{-~]$/, 'write one punctuation mark')
      .optional(),
    index: z.int().min(-1).max(1_000).optional(),
    /** Makes a field that is not there. */
    create: z.boolean().optional(),
  })
  .optional();

const replacement = z.strictObject({
  source: objectReference.extend({
    fieldPath: fieldPath.default('metadata.name'),
    options: place,
  }),
  targets: z
    .array(
      z.strictObject({
        select: objectReference.partial({ kind: true }),
        reject: z.array(objectReference.partial({ kind: true })).optional(),
        fieldPaths: z.array(fieldPath).min(1, 'give at least one field'),
        options: place,
      }),
    )
    .min(1, 'give at least one target'),
});

/** What {@link kustomization} takes. Fields are in the order they are printed in. */
export const kustomizationInput = z.strictObject({
  /** Folder the file goes to; the root when left out. */
  folder: repositoryPath.optional(),
  kind: z.enum(['Kustomization', 'Component']).default('Kustomization'),
  namespace: dnsLabel.optional(),
  namePrefix: namePart.optional(),
  nameSuffix: namePart.optional(),
  resources: z.array(resource).max(500, 'use at most 500').optional(),
  components: z.array(relativePath).max(50, 'use at most 50').optional(),
  /** Labels of every object; on selectors, which cannot be changed later, only where it is said. */
  labels: z
    .array(
      z.strictObject({
        pairs: labels,
        includeSelectors: z.boolean().optional(),
        includeTemplates: z.boolean().optional(),
      }),
    )
    .max(20, 'use at most 20')
    .optional(),
  commonAnnotations: annotations.optional(),
  images: z.array(image).max(100, 'use at most 100').optional(),
  replicas: z
    .array(
      z.strictObject({
        name: dnsSubdomain,
        count: z.int('write a whole number').min(0).max(10_000),
      }),
    )
    .max(100, 'use at most 100')
    .optional(),
  configMapGenerator: z
    .array(configMapGenerator)
    .max(100, 'use at most 100')
    .optional(),
  secretGenerator: z
    .array(secretGenerator)
    .max(100, 'use at most 100')
    .optional(),
  generatorOptions: generatorOptions.optional(),
  patches: z.array(patch).max(200, 'use at most 200').optional(),
  replacements: z.array(replacement).max(100, 'use at most 100').optional(),
});
export type KustomizationInput = z.input<typeof kustomizationInput>;

/**
 * A kustomization.yaml, without the fields Kustomize has deprecated (`commonLabels`, `vars`, `patchesJson6902` ...).
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomization(input: KustomizationInput): GeneratedFile[] {
  const { folder, kind, ...fields } = parseFields(kustomizationInput, input);
  const { configMapGenerator: configMaps, secretGenerator: secrets } = fields;
  const content = printYaml({
    apiVersion:
      kind === 'Component'
        ? 'kustomize.config.k8s.io/v1alpha1'
        : 'kustomize.config.k8s.io/v1beta1',
    kind,
    ...fields,
    ...(configMaps && { configMapGenerator: configMaps.map(generatorOf) }),
    ...(secrets && { secretGenerator: secrets.map(generatorOf) }),
    ...(fields.patches && { patches: fields.patches.map(patchOf) }),
  });
  return [
    {
      path: folder ? `${folder}/kustomization.yaml` : 'kustomization.yaml',
      content,
    },
  ];
}
