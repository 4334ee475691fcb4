import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { cidr, dnsLabel, isPartOf, labels, port } from '../fields';
import type { KubernetesObject } from '../kubernetes/types';
import { assertValid } from '../validation';
import {
  allowAws,
  allowDns,
  allowFromNamespaces,
  allowPodIdentity,
  allowSameNamespace,
  allowServers,
  defaultDeny,
} from './policies';

/** Addresses that each node has for itself: the instance metadata service, the agent of Pod Identity. */
const LINK_LOCAL = '169.254.0.0/16';

const remoteRange = cidr.refine(
  range => range !== LINK_LOCAL && !isPartOf(range, LINK_LOCAL),
  'name addresses of other machines: these are of the node itself, and give away its credentials',
);

/** Addresses of VPC endpoints. */
export const awsEndpoints = z
  .array(remoteRange)
  .max(50, 'use at most 50 ranges')
  .default([]);

/** Servers outside the cluster. */
export const servers = z
  .array(z.strictObject({ cidr: remoteRange, port }))
  .max(50, 'use at most 50 servers')
  .default([]);

/** What pods may call, and who may call them. */
export const networkPoliciesInput = z.strictObject({
  /** The names of the policies begin with it: `reports`. */
  name: dnsLabel,
  namespace: dnsLabel,
  /** Labels of the pods; none means every pod of the namespace. */
  podLabels: labels.default({}),
  /** Nothing else goes in or out, for these pods. */
  defaultDeny: z.boolean().default(true),
  dns: z.boolean().default(true),
  /** HTTPS to AWS: everywhere but to the instance metadata, or to the addresses of VPC endpoints only. */
  aws: z.strictObject({ endpoints: awsEndpoints }).optional(),
  /** For pods that get their role by Pod Identity. */
  podIdentity: z.boolean().default(false),
  /** Databases and other servers outside the cluster. */
  servers,
  /** Pods of the namespace may call each other. */
  sameNamespace: z.boolean().default(false),
  /** Namespaces that may call these pods: of the ingress controller, of the monitoring. */
  callers: z
    .strictObject({
      namespaces: z
        .array(dnsLabel)
        .min(1, 'name a namespace')
        .max(50, 'use at most 50 namespaces'),
      /** Ports of the pods; none means all. */
      ports: z.array(port).max(50, 'use at most 50 ports').default([]),
    })
    .optional(),
});

/**
 * Network policies of some pods. Policies add up: what one lets through, no other can close.
 *
 * @throws InvalidFieldsError
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicies(
  input: z.input<typeof networkPoliciesInput>,
): KubernetesObject[] {
  const wanted = parseFields(networkPoliciesInput, input);
  const { name, namespace, podLabels, aws, callers } = wanted;
  const target = { prefix: `${name}-`, namespace, podLabels };
  return assertValid([
    ...(wanted.defaultDeny ? [defaultDeny(target)] : []),
    ...(wanted.dns ? [allowDns(target)] : []),
    ...(aws ? [allowAws(target, aws.endpoints)] : []),
    ...(wanted.podIdentity ? [allowPodIdentity(target)] : []),
    ...(wanted.servers.length > 0
      ? [allowServers(target, wanted.servers)]
      : []),
    ...(wanted.sameNamespace ? [allowSameNamespace(target)] : []),
    ...(callers
      ? [allowFromNamespaces(target, callers.namespaces, callers.ports)]
      : []),
  ]);
}
