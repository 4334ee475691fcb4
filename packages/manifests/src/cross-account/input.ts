import {
  accountIdField,
  externalIdField,
  regionField,
  serviceAccess,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, repositoryPath } from '../fields';
import { workloadRequest } from '../workloads/input';

/** What a team asks for: services of another account, and what in its namespace calls them. */
export const crossAccountInput = z.strictObject({
  namespace: dnsLabel,
  serviceAccount: dnsSubdomain,
  /** How pods get the platform role. */
  identity: z.enum(['irsa', 'pod-identity']).default('irsa'),
  account: z.strictObject({
    accountId: accountIdField,
    region: regionField,
    /** `<prefix>@<namespace>@<account>` when left out. */
    externalId: externalIdField.optional(),
  }),
  services: z
    .array(serviceAccess)
    .min(1, 'ask for at least one service')
    .max(20, 'ask for at most 20 services'),
  workloads: z
    .array(workloadRequest)
    .max(20, 'ask for at most 20 workloads')
    .superRefine(refuseTakenNames)
    .default([]),
  /** What the roles are written in. */
  infrastructure: z.enum(['terraform', 'cloudformation']).default('terraform'),
  /** Folder of the namespace's manifests; `namespaces/<namespace>` when left out. */
  directory: repositoryPath.optional(),
});

/** As it is written. */
export type CrossAccountInput = z.input<typeof crossAccountInput>;

/** Objects and folders are called after their workloads. */
function refuseTakenNames(
  workloads: Array<{ name: string }>,
  context: z.RefinementCtx,
): void {
  const names = workloads.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: 'give each workload a name of its own',
      });
    }
  });
}
