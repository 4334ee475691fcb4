import { isPartOf } from '../fields';
import type { KubernetesObject } from '../kubernetes/types';

/** Which pods of which namespace a policy is for, and what its name begins with. */
export interface PolicyTarget {
  /** Put before the name of each policy, with a `-` at its end: `reports-`. */
  prefix: string;
  namespace: string;
  /** None means every pod of the namespace. */
  podLabels?: Record<string, string>;
}

/** An address or a place in a cluster, as NetworkPolicy writes it. */
type Peer = Record<string, unknown>;

interface Port {
  protocol: 'TCP' | 'UDP';
  port: number;
}

/** Of a node, for its pods: the credentials of the node's role are there. */
const INSTANCE_METADATA = '169.254.169.254/32';

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT = '169.254.170.23/32';

const EVERYWHERE = '0.0.0.0/0';

/** Nothing goes in or out but what other policies let through: policies add up. */
export function defaultDeny(target: PolicyTarget): KubernetesObject {
  return policy(target, 'default-deny', {
    policyTypes: ['Ingress', 'Egress'],
  });
}

/** Names are looked up at the cluster's DNS, by TCP too: long answers do not fit into a datagram. */
export function allowDns(target: PolicyTarget): KubernetesObject {
  return egress(
    target,
    'allow-dns',
    [
      {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
        },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  );
}

/** @param cidrs - of VPC endpoints; none means every address but that of the instance metadata service */
export function allowAws(
  target: PolicyTarget,
  cidrs: string[],
): KubernetesObject {
  return egress(
    target,
    'allow-aws',
    (cidrs.length > 0 ? cidrs : [EVERYWHERE]).map(addressRange),
    [{ protocol: 'TCP', port: 443 }],
  );
}

/** Pods with Pod Identity get their credentials from the agent on their node. */
export function allowPodIdentity(target: PolicyTarget): KubernetesObject {
  return egress(
    target,
    'allow-pod-identity',
    [addressRange(POD_IDENTITY_AGENT)],
    [{ protocol: 'TCP', port: 80 }],
  );
}

/** Databases and other servers outside the cluster. */
export function allowServers(
  target: PolicyTarget,
  servers: Array<{ cidr: string; port: number }>,
): KubernetesObject {
  return policy(target, 'allow-servers', {
    policyTypes: ['Egress'],
    egress: servers.map(({ cidr, port }) => ({
      to: [addressRange(cidr)],
      ports: [{ protocol: 'TCP', port }],
    })),
  });
}

/** Pods of the namespace may call each other: both sides are let through. */
export function allowSameNamespace(target: PolicyTarget): KubernetesObject {
  return policy(target, 'allow-same-namespace', {
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  });
}

/** @param ports - of the pods; none means all */
export function allowFromNamespaces(
  target: PolicyTarget,
  namespaces: string[],
  ports: number[],
): KubernetesObject {
  return policy(target, 'allow-from-namespaces', {
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: namespaces.map(name => ({
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': name },
          },
        })),
        ...(ports.length > 0 && {
          ports: ports.map(port => ({ protocol: 'TCP', port })),
        }),
      },
    ],
  });
}

/** A range, never with the credentials of the node in it. */
function addressRange(cidr: string): Peer {
  return {
    ipBlock: {
      cidr,
      ...(isPartOf(INSTANCE_METADATA, cidr) && { except: [INSTANCE_METADATA] }),
    },
  };
}

function egress(
  target: PolicyTarget,
  suffix: string,
  to: Peer[],
  ports: Port[],
): KubernetesObject {
  return policy(target, suffix, {
    policyTypes: ['Egress'],
    egress: [{ to, ports }],
  });
}

function policy(
  { prefix, namespace, podLabels = {} }: PolicyTarget,
  suffix: string,
  spec: Record<string, unknown>,
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${prefix}${suffix}`, namespace },
    spec: {
      podSelector:
        Object.keys(podLabels).length > 0 ? { matchLabels: podLabels } : {},
      ...spec,
    },
  };
}
