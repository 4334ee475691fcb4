import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  dnsLabel,
  labelValue,
  plainText,
  quantity,
  quantityValue,
  repositoryPath,
} from '../fields';
import { manifestFiles, type GeneratedFile } from '../files';
import type { Organisation } from '../organisation';
import { assertValid } from '../validation';
import { namespaceContents } from './namespaceObjects';
import type { KubernetesObject } from './types';

/** A namespace of an application team, and what keeps it in its bounds. */
export const namespaceInput = z.strictObject({
  name: dnsLabel.refine(
    name => name !== 'default' && !name.startsWith('kube-'),
    'choose another name: those of Kubernetes itself are taken',
  ),
  /** Value of the compute annotation; the organisation's hybrid compute, which brings the toolkit, when left out. */
  compute: labelValue.min(1, 'must not be empty').optional(),
  /** Catalog entity that owns the namespace: `group:default/reports`. */
  owner: z
    .string()
    .max(190, 'use at most 190 characters')
    .regex(
      /^[a-z]+:[a-z0-9-]{1,63}\/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
      'write an entity as kind:namespace/name, such as group:default/reports',
    ),
  description: plainText({ max: 500 }).optional(),
  /** Group, as the cluster's sign-in names it, that gets `role` in the namespace. */
  group: plainText({ min: 1, max: 253 }).refine(
    group => !group.startsWith('system:'),
    'name a group of people: those of Kubernetes itself hold every user, or every right',
  ),
  role: z
    .enum(['view', 'edit', 'admin'], 'write view, edit or admin')
    .default('edit'),
  podSecurity: z
    .enum(['baseline', 'restricted'], 'write baseline or restricted')
    .default('restricted'),
  /** What all pods together may ask for and use. */
  quota: z
    .strictObject({
      cpu: quantity.default('4'),
      memory: quantity.default('8Gi'),
      memoryLimit: quantity.default('16Gi'),
      storage: quantity.default('50Gi'),
      pods: z
        .int()
        .min(1, 'allow one pod at least')
        .max(10_000, 'allow at most 10000 pods')
        .default(50),
    })
    .prefault({}),
  /** What a container gets that asks for nothing. */
  containerDefaults: z
    .strictObject({
      cpu: quantity.default('100m'),
      memory: quantity.default('128Mi'),
      memoryLimit: quantity.default('512Mi'),
    })
    .refine(
      ({ memory, memoryLimit }) =>
        quantityValue(memory) <= quantityValue(memoryLimit),
      {
        path: ['memoryLimit'],
        message: 'must not be less than what is asked for',
      },
    )
    .prefault({}),
});

type NamespaceInput = z.input<typeof namespaceInput>;

/**
 * A namespace with its quota, defaults, closed network and its team's rights.
 *
 * @throws InvalidFieldsError
 */
export function namespaceManifests(
  input: NamespaceInput,
  organisation: Organisation,
): KubernetesObject[] {
  return assertValid(
    Object.values(
      namespaceContents(parseFields(namespaceInput, input), organisation),
    ).flat(),
  );
}

/**
 * The same as files of one folder, with a kustomization.
 *
 * @param folder - relative to the root of the repository: `namespaces/test-dev`
 * @throws InvalidFieldsError
 */
export function namespaceFiles(
  input: NamespaceInput,
  organisation: Organisation,
  folder: string,
): GeneratedFile[] {
  const wanted = parseFields(
    z.strictObject({ ...namespaceInput.shape, folder: repositoryPath }),
    { ...input, folder },
  );
  return manifestFiles(wanted.folder, namespaceContents(wanted, organisation));
}
