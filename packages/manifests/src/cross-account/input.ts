import {
  accountIdField,
  externalIdField,
  regionField,
  serviceAccess,
} from '@cluster-self-service/iam-policy';
import { z } from 'zod';
import { dnsLabel, dnsSubdomain, repositoryPath } from '../fields';
import { awsCallWorkloadInput } from '../workloads';

const { name, run, call, image, timeout, pollInterval, retries, network } =
  awsCallWorkloadInput.shape;

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
    .array(
      z.strictObject({
        name,
        run,
        call,
        image,
        timeout,
        pollInterval,
        retries,
        network,
      }),
    )
    .max(20, 'ask for at most 20 workloads')
    .default([]),
  /** What the roles are written in. */
  infrastructure: z.enum(['terraform', 'cloudformation']).default('terraform'),
  /** Folder of the namespace's manifests; `namespaces/<namespace>` when left out. */
  directory: repositoryPath.optional(),
});

/** As it is written. */
export type CrossAccountInput = z.input<typeof crossAccountInput>;
