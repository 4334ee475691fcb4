import * as z from 'zod';
import {
  annotations,
  dnsLabel,
  dnsSubdomain,
  labelKey,
  labels,
} from '../../fields';

const CLUSTER_WIDE = [
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'Namespace',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
];

/** Names of roles may hold more than others: `system:basic-user`. */
export const pathSegment = z
  .string()
  .min(1, 'must not be empty')
  .max(253, 'use at most 253 characters')
  .regex(/^(?!\.\.?$)[^/%\p{Cc}\p{Zl}\p{Zp}]*$/u, 'leave out "/" and "%"');

const pathSegmentNames = [
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
];

const MAX_ANNOTATIONS = 262_144;

const bounded = annotations.refine(
  all =>
    Object.entries(all).reduce(
      (sum, entry) => sum + byteLength(entry.join('')),
      0,
    ) <= MAX_ANNOTATIONS,
  'keep all annotations together under 256 KiB',
);

/** What an object of a kind may be called, and its labels and annotations. */
export function metadataRules(kind: string): z.ZodType {
  return z.looseObject({
    metadata: z.looseObject({
      name: nameOf(kind),
      namespace: CLUSTER_WIDE.includes(kind)
        ? z.never(`a ${kind} belongs to no namespace`).optional()
        : dnsLabel.optional(),
      labels: labels.optional(),
      annotations: bounded.optional(),
      finalizers: z.array(labelKey).optional(),
    }),
  });
}

function nameOf(kind: string) {
  if (pathSegmentNames.includes(kind)) {
    return pathSegment;
  }
  switch (kind) {
    case 'Namespace':
      return dnsLabel;
    case 'Service':
      return dnsLabel.regex(/^[a-z]/, 'begin with a letter');
    case 'Job':
      // It is the value of a label of its pods.
      return dnsSubdomain.max(63, 'use at most 63 characters');
    case 'CronJob':
      // The jobs it makes have eleven characters more.
      return dnsSubdomain.max(52, 'use at most 52 characters');
    default:
      return dnsSubdomain;
  }
}

/** Length in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
