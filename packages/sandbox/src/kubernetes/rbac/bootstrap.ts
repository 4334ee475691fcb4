import type { JsonObject } from '../json';
import type { PolicyRule } from '../types';

const GROUP = 'rbac.authorization.k8s.io';
const LABELS = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const ANNOTATIONS = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const CORE_VIEW = [
  'configmaps',
  'events',
  'pods',
  'pods/log',
  'pods/status',
  'services',
  'services/status',
  'serviceaccounts',
  'namespaces',
  'namespaces/status',
];
const CORE_EDIT = [
  'configmaps',
  'events',
  'pods',
  'pods/attach',
  'pods/exec',
  'pods/portforward',
  'pods/proxy',
  'secrets',
  'services',
  'services/proxy',
  'serviceaccounts',
];
const APPS = [
  'daemonsets',
  'deployments',
  'deployments/scale',
  'replicasets',
  'replicasets/scale',
  'statefulsets',
  'statefulsets/scale',
];

function clusterRole(
  name: string,
  content: JsonObject,
  labels: Record<string, string> = {},
): JsonObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRole',
    metadata: {
      name,
      labels: { ...LABELS, ...labels },
      annotations: ANNOTATIONS,
    },
    ...content,
  };
}

function rules(...list: PolicyRule[]): JsonObject {
  return { rules: list.map(rule => ({ ...rule })) };
}

function aggregated(to: string): JsonObject {
  return {
    aggregationRule: {
      clusterRoleSelectors: [
        { matchLabels: { [`${AGGREGATE}${to}`]: 'true' } },
      ],
    },
    rules: [],
  };
}

function clusterRoleBinding(name: string, groups: string[]): JsonObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: LABELS, annotations: ANNOTATIONS },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
    subjects: groups.map(group => ({
      apiGroup: GROUP,
      kind: 'Group',
      name: group,
    })),
  };
}

const AUTHENTICATED = 'system:authenticated';
const UNAUTHENTICATED = 'system:unauthenticated';
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const DISCOVERY_PATHS = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/openapi',
  '/openapi/*',
  ...PUBLIC_PATHS,
];

/** The roles and bindings every cluster begins with, for the types served here. (plugin/pkg/auth/authorizer/rbac/bootstrappolicy) */
export const BOOTSTRAP_RBAC: readonly JsonObject[] = [
  clusterRole(
    'cluster-admin',
    rules(
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ),
  ),
  clusterRole(
    'system:discovery',
    rules({ verbs: ['get'], nonResourceURLs: DISCOVERY_PATHS }),
  ),
  clusterRole(
    'system:public-info-viewer',
    rules({ verbs: ['get'], nonResourceURLs: PUBLIC_PATHS }),
  ),
  clusterRole(
    'system:basic-user',
    rules(
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
      {
        verbs: ['create'],
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
      },
    ),
  ),
  clusterRole('admin', aggregated('admin')),
  clusterRole('edit', aggregated('edit'), { [`${AGGREGATE}admin`]: 'true' }),
  clusterRole('view', aggregated('view'), { [`${AGGREGATE}edit`]: 'true' }),
  clusterRole(
    'system:aggregate-to-view',
    rules(
      { verbs: READ, apiGroups: [''], resources: CORE_VIEW },
      { verbs: READ, apiGroups: ['apps'], resources: APPS },
      { verbs: READ, apiGroups: ['batch'], resources: ['jobs', 'jobs/status'] },
      {
        verbs: READ,
        apiGroups: ['networking.k8s.io'],
        resources: ['networkpolicies'],
      },
    ),
    { [`${AGGREGATE}view`]: 'true' },
  ),
  clusterRole(
    'system:aggregate-to-edit',
    rules(
      {
        verbs: READ,
        apiGroups: [''],
        resources: [
          'pods/attach',
          'pods/exec',
          'pods/portforward',
          'pods/proxy',
          'secrets',
          'services/proxy',
        ],
      },
      {
        verbs: ['impersonate'],
        apiGroups: [''],
        resources: ['serviceaccounts'],
      },
      { verbs: WRITE, apiGroups: [''], resources: CORE_EDIT },
      {
        verbs: ['create'],
        apiGroups: [''],
        resources: ['serviceaccounts/token'],
      },
      { verbs: WRITE, apiGroups: ['apps'], resources: APPS },
      { verbs: WRITE, apiGroups: ['batch'], resources: ['jobs'] },
      {
        verbs: WRITE,
        apiGroups: ['networking.k8s.io'],
        resources: ['networkpolicies'],
      },
      {
        verbs: [...WRITE, ...READ],
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
      },
    ),
    { [`${AGGREGATE}edit`]: 'true' },
  ),
  clusterRole(
    'system:aggregate-to-admin',
    rules(
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['localsubjectaccessreviews'],
      },
      {
        verbs: [...WRITE, ...READ],
        apiGroups: [GROUP],
        resources: ['rolebindings', 'roles'],
      },
    ),
    { [`${AGGREGATE}admin`]: 'true' },
  ),
  clusterRoleBinding('cluster-admin', ['system:masters']),
  clusterRoleBinding('system:basic-user', [AUTHENTICATED]),
  clusterRoleBinding('system:discovery', [AUTHENTICATED]),
  clusterRoleBinding('system:public-info-viewer', [
    AUTHENTICATED,
    UNAUTHENTICATED,
  ]),
];
