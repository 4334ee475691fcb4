import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  annotations,
  dnsLabel,
  dnsSubdomain,
  labels,
  roleArn,
} from '../fields';
import { assertValid } from '../validation';
import type { KubernetesObject } from './types';

/** How pods of a service account get their role. */
export const serviceAccountInput = z.strictObject({
  name: dnsSubdomain,
  namespace: dnsLabel,
  labels: labels.default({}),
  annotations: annotations.default({}),
  identity: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('irsa'),
        /** The role of the platform's account. */
        roleArn,
        audience: z
          .string()
          .max(255, 'use at most 255 characters')
          .regex(/^[A-Za-z0-9.:/-]+$/, 'use letters, digits and any of .:/-')
          .default('sts.amazonaws.com'),
        /** Seconds; the API server takes no less than 600. */
        tokenExpiration: z
          .int()
          .min(600, 'use at least 600 seconds')
          .max(86_400, 'use at most 86400 seconds')
          .default(3_600),
        regionalEndpoints: z.boolean().default(true),
      }),
      // The association is made at AWS: nothing of it stands on the service account.
      z.strictObject({ kind: z.literal('pod-identity') }),
      z.strictObject({ kind: z.literal('none') }),
    ])
    .default({ kind: 'none' }),
});

/**
 * A service account whose token for the API server no pod gets unasked.
 *
 * @throws InvalidFieldsError
 * @see https://github.com/aws/amazon-eks-pod-identity-webhook#eks-pod-identity-webhook
 */
export function serviceAccount(
  input: z.input<typeof serviceAccountInput>,
): KubernetesObject[] {
  const wanted = parseFields(serviceAccountInput, input);
  const { name, namespace, identity } = wanted;
  const all = {
    ...wanted.annotations,
    ...(identity.kind === 'irsa' && {
      'eks.amazonaws.com/role-arn': identity.roleArn,
      'eks.amazonaws.com/audience': identity.audience,
      'eks.amazonaws.com/sts-regional-endpoints': String(
        identity.regionalEndpoints,
      ),
      'eks.amazonaws.com/token-expiration': String(identity.tokenExpiration),
    }),
  };
  return assertValid([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name,
        namespace,
        ...(Object.keys(wanted.labels).length > 0 && { labels: wanted.labels }),
        ...(Object.keys(all).length > 0 && { annotations: all }),
      },
      automountServiceAccountToken: false,
    },
  ]);
}
