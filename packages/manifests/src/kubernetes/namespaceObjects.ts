import type * as z from 'zod';
import { allowDns, defaultDeny } from '../networking/policies';
import { domainKey, managedName, type Organisation } from '../organisation';
import type { namespaceInput } from './namespace';
import type { KubernetesObject } from './types';

type Wanted = z.output<typeof namespaceInput>;

/** What is written for a namespace, by file. */
export function namespaceContents(
  wanted: Wanted,
  organisation: Organisation,
): Record<string, KubernetesObject[]> {
  const target = {
    prefix: organisation.kubernetes.managedPrefix,
    namespace: wanted.name,
  };
  return {
    'namespace.yaml': [namespaceObject(wanted, organisation)],
    'quota.yaml': [quota(wanted, organisation), limits(wanted, organisation)],
    'network-policies.yaml': [defaultDeny(target), allowDns(target)],
    'role-binding.yaml': [roleBinding(wanted, organisation)],
  };
}

function namespaceObject(
  { name, owner, description, compute, podSecurity }: Wanted,
  organisation: Organisation,
): KubernetesObject {
  const { computeAnnotation, hybridCompute } = organisation.kubernetes;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        // A label takes neither ":" nor "/": the whole reference is an annotation.
        [domainKey(organisation, 'owner')]: owner.split('/')[1],
        'pod-security.kubernetes.io/enforce': podSecurity,
        'pod-security.kubernetes.io/enforce-version': 'latest',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'latest',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'latest',
      },
      annotations: {
        [computeAnnotation]: compute ?? hybridCompute,
        [domainKey(organisation, 'owner')]: owner,
        ...(description && {
          [domainKey(organisation, 'description')]: description,
        }),
      },
    },
  };
}

function quota(
  { name, quota: { cpu, memory, memoryLimit, storage, pods } }: Wanted,
  organisation: Organisation,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: managedName(organisation, 'quota'), namespace: name },
    spec: {
      hard: {
        'requests.cpu': cpu,
        'requests.memory': memory,
        'limits.memory': memoryLimit,
        'requests.storage': storage,
        pods: String(pods),
        // A tenant's own way into the cluster from outside would pass by the ingress.
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  };
}

function limits(
  { name, containerDefaults: { cpu, memory, memoryLimit } }: Wanted,
  organisation: Organisation,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: managedName(organisation, 'limits'), namespace: name },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu, memory },
          default: { memory: memoryLimit },
        },
      ],
    },
  };
}

function roleBinding(
  { name, group, role }: Wanted,
  organisation: Organisation,
): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: managedName(organisation, 'team'), namespace: name },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: group,
      },
    ],
  };
}
