import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, labels, securityGroupId } from '../fields';
import type { KubernetesObject } from '../kubernetes/types';
import { assertValid } from '../validation';

/** Which pods get which security groups of EC2. */
export const securityGroupPolicyInput = z
  .strictObject({
    name: dnsSubdomain,
    namespace: dnsLabel,
    /** Labels of the pods. An empty set means every pod of the namespace. */
    podLabels: labels.optional(),
    /** Labels of the service accounts of the pods. */
    serviceAccountLabels: labels.optional(),
    /** They replace those of the node: let the group reach DNS, and the kubelet reach the pods. */
    securityGroupIds: z
      .array(securityGroupId)
      .min(1, 'name a security group')
      .max(5, 'an interface takes at most 5 security groups'),
  })
  .refine(
    ({ podLabels, serviceAccountLabels }) => podLabels ?? serviceAccountLabels,
    {
      path: ['podLabels'],
      message:
        'choose the pods by their labels, or by those of their service accounts',
    },
  );

/**
 * Puts pods into security groups of EC2, so that a database in another account can let them in by group.
 *
 * @throws InvalidFieldsError
 * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
 */
export function securityGroupPolicy(
  input: z.input<typeof securityGroupPolicyInput>,
): KubernetesObject[] {
  const { name, namespace, podLabels, serviceAccountLabels, securityGroupIds } =
    parseFields(securityGroupPolicyInput, input);
  return assertValid([
    {
      apiVersion: 'vpcresources.k8s.aws/v1beta1',
      kind: 'SecurityGroupPolicy',
      metadata: { name, namespace },
      spec: {
        ...(podLabels && { podSelector: selector(podLabels) }),
        ...(serviceAccountLabels && {
          serviceAccountSelector: selector(serviceAccountLabels),
        }),
        securityGroups: { groupIds: securityGroupIds },
      },
    },
  ]);
}

function selector(matchLabels: Record<string, string>) {
  return Object.keys(matchLabels).length > 0 ? { matchLabels } : {};
}
