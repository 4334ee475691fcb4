import { qualified } from '../errors';
import { BUILT_IN_COLUMNS, DEFAULT_COLUMNS } from './built-in-columns';
import { ALL_VERBS, type ServedType } from './served-type';

interface BuiltIn {
  group?: string;
  version?: string;
  resource: string;
  kind: string;
  cluster?: boolean;
  shortNames?: string[];
  categories?: string[];
  subresources?: string[];
  selectableFields?: string[];
  generations?: boolean;
  /** The types whose registry strategy forbids an update without resourceVersion. */
  conditionalUpdate?: boolean;
  createOnUpdate?: boolean;
  scale?: boolean;
}

/** What is asked and answered in one request, and never stored. */
export interface Review {
  group: string;
  version: string;
  resource: string;
  kind: string;
  namespaced: boolean;
}

const RBAC = 'rbac.authorization.k8s.io';
const AUTHORIZATION = 'authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';

const STORED: BuiltIn[] = [
  {
    resource: 'namespaces',
    kind: 'Namespace',
    cluster: true,
    shortNames: ['ns'],
    subresources: ['status', 'finalize'],
    selectableFields: ['status.phase'],
  },
  { resource: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] },
  { resource: 'secrets', kind: 'Secret', selectableFields: ['type'] },
  {
    resource: 'serviceaccounts',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    subresources: ['token'],
  },
  {
    resource: 'events',
    kind: 'Event',
    shortNames: ['ev'],
    createOnUpdate: true,
    selectableFields: [
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'source',
      'type',
    ],
  },
  {
    resource: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    subresources: ['status'],
    selectableFields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
  },
  {
    resource: 'services',
    kind: 'Service',
    shortNames: ['svc'],
    categories: ['all'],
    subresources: ['status'],
    createOnUpdate: true,
  },
  {
    group: 'coordination.k8s.io',
    resource: 'leases',
    kind: 'Lease',
    conditionalUpdate: true,
    createOnUpdate: true,
  },
  { group: RBAC, resource: 'roles', kind: 'Role', createOnUpdate: true },
  {
    group: RBAC,
    resource: 'clusterroles',
    kind: 'ClusterRole',
    cluster: true,
    createOnUpdate: true,
  },
  {
    group: RBAC,
    resource: 'rolebindings',
    kind: 'RoleBinding',
    createOnUpdate: true,
  },
  {
    group: RBAC,
    resource: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    cluster: true,
    createOnUpdate: true,
  },
  {
    group: 'apps',
    resource: 'deployments',
    kind: 'Deployment',
    shortNames: ['deploy'],
    categories: ['all'],
    subresources: ['status', 'scale'],
    generations: true,
    scale: true,
  },
  {
    group: 'apps',
    resource: 'statefulsets',
    kind: 'StatefulSet',
    shortNames: ['sts'],
    categories: ['all'],
    subresources: ['status', 'scale'],
    generations: true,
    scale: true,
  },
  {
    group: 'apps',
    resource: 'replicasets',
    kind: 'ReplicaSet',
    shortNames: ['rs'],
    categories: ['all'],
    subresources: ['status', 'scale'],
    generations: true,
    scale: true,
  },
  {
    group: 'apps',
    resource: 'daemonsets',
    kind: 'DaemonSet',
    shortNames: ['ds'],
    categories: ['all'],
    subresources: ['status'],
    generations: true,
  },
  {
    group: 'batch',
    resource: 'jobs',
    kind: 'Job',
    categories: ['all'],
    subresources: ['status'],
    generations: true,
  },
  {
    group: 'networking.k8s.io',
    resource: 'networkpolicies',
    kind: 'NetworkPolicy',
    shortNames: ['netpol'],
    generations: true,
  },
  {
    group: 'apiextensions.k8s.io',
    resource: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    cluster: true,
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    subresources: ['status'],
    generations: true,
    conditionalUpdate: true,
  },
];

export const REVIEWS: readonly Review[] = [
  {
    resource: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    group: AUTHORIZATION,
  },
  {
    resource: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    group: AUTHORIZATION,
  },
  {
    resource: 'subjectaccessreviews',
    kind: 'SubjectAccessReview',
    group: AUTHORIZATION,
  },
  {
    resource: 'localsubjectaccessreviews',
    kind: 'LocalSubjectAccessReview',
    group: AUTHORIZATION,
    namespaced: true,
  },
  {
    resource: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    group: AUTHENTICATION,
  },
  { resource: 'tokenreviews', kind: 'TokenReview', group: AUTHENTICATION },
].map(review => ({ version: 'v1', namespaced: false, ...review }));

const NO_BULK_DELETE = new Set(['namespaces']);

export const BUILT_IN_TYPES: readonly ServedType[] = STORED.map(definition => {
  const { group = '', version = 'v1', resource, kind } = definition;
  return {
    group,
    version,
    versions: [version],
    resource,
    kind,
    listKind: `${kind}List`,
    singular: kind.toLowerCase(),
    namespaced: !definition.cluster,
    shortNames: definition.shortNames ?? [],
    categories: definition.categories ?? [],
    verbs: ALL_VERBS.filter(
      verb => verb !== 'deletecollection' || !NO_BULK_DELETE.has(resource),
    ),
    custom: false,
    subresources: definition.subresources ?? [],
    ...(definition.scale && {
      scale: {
        specReplicasPath: '.spec.replicas',
        statusReplicasPath: '.status.replicas',
      },
    }),
    columns:
      BUILT_IN_COLUMNS[qualified({ group, resource })] ?? DEFAULT_COLUMNS,
    selectableFields: definition.selectableFields ?? [],
    countsGenerations: definition.generations ?? false,
    unconditionalUpdate: !definition.conditionalUpdate,
    createOnUpdate: definition.createOnUpdate ?? false,
  };
});
