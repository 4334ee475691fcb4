import type { PolicyRule } from '../kubernetes/types';
import { MANAGEMENT_VERSION } from './resources';

const read = ['get', 'list', 'watch'];

function rule(group: string, resources: string[], verbs: string[]): PolicyRule {
  return { apiGroups: [group], resources, verbs };
}

interface Template {
  name: string;
  displayName: string;
  description?: string;
  context: 'cluster' | 'project';
  builtin: boolean;
  administrative?: boolean;
  external?: boolean;
  hidden?: boolean;
  locked?: boolean;
  clusterCreatorDefault?: boolean;
  roleTemplateNames?: string[];
  rules?: PolicyRule[];
}

const everywhere: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

/** A choice of Rancher's built-in RoleTemplates (rancher/rancher, pkg/data/management/role_data.go) and two of our own. */
const templates: Template[] = [
  {
    name: 'cluster-admin',
    displayName: 'Kubernetes cluster-admin',
    context: 'cluster',
    builtin: true,
    administrative: true,
    external: true,
    hidden: true,
  },
  {
    name: 'cluster-owner',
    displayName: 'Cluster Owner',
    context: 'cluster',
    builtin: true,
    administrative: true,
    clusterCreatorDefault: true,
    rules: [...everywhere, rule('management.cattle.io', ['clusters'], ['own'])],
  },
  {
    name: 'cluster-member',
    displayName: 'Cluster Member',
    context: 'cluster',
    builtin: true,
    rules: [
      rule('ui.cattle.io', ['navlinks'], read),
      rule('management.cattle.io', ['clusterroletemplatebindings'], read),
      rule('management.cattle.io', ['projects'], ['create']),
      rule('management.cattle.io', ['nodes', 'nodepools'], read),
      rule('', ['nodes', 'persistentvolumes'], read),
      rule('storage.k8s.io', ['storageclasses'], read),
      rule('apiregistration.k8s.io', ['apiservices'], read),
      rule('management.cattle.io', ['clusterevents'], read),
      rule('catalog.cattle.io', ['clusterrepos'], read),
      {
        apiGroups: ['management.cattle.io'],
        resources: ['clusters'],
        resourceNames: ['local'],
        verbs: ['get'],
      },
      rule('metrics.k8s.io', ['nodemetrics', 'nodes'], read),
    ],
  },
  {
    name: 'projects-view',
    displayName: 'View All Projects',
    context: 'cluster',
    builtin: true,
    roleTemplateNames: ['view'],
    rules: [
      rule(
        'management.cattle.io',
        ['projects', 'projectroletemplatebindings'],
        read,
      ),
      rule(
        '',
        ['namespaces', 'persistentvolumes', 'persistentvolumeclaims'],
        read,
      ),
      rule('storage.k8s.io', ['storageclasses'], read),
      rule('management.cattle.io', ['clusterevents'], read),
    ],
  },
  {
    name: 'nodes-view',
    displayName: 'View Nodes',
    context: 'cluster',
    builtin: true,
    rules: [
      rule('management.cattle.io', ['nodes', 'nodepools'], read),
      rule('', ['nodes'], read),
      rule('management.cattle.io', ['clustermonitorgraphs'], read),
    ],
  },
  {
    name: 'view',
    displayName: 'Kubernetes view',
    context: 'project',
    builtin: true,
    external: true,
    hidden: true,
  },
  {
    name: 'read-only',
    displayName: 'Read-only',
    context: 'project',
    builtin: true,
    roleTemplateNames: ['view'],
    rules: [rule('project.cattle.io', ['apps'], read)],
  },
  {
    name: 'cluster-viewer',
    displayName: 'Cluster Viewer',
    description: 'Reads everything but Secrets',
    context: 'cluster',
    builtin: false,
    rules: [
      rule(
        '',
        [
          'pods',
          'pods/log',
          'services',
          'configmaps',
          'events',
          'namespaces',
          'nodes',
        ],
        read,
      ),
      rule(
        'apps',
        ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
        read,
      ),
      rule('batch', ['jobs', 'cronjobs'], read),
      rule('networking.k8s.io', ['ingresses', 'networkpolicies'], read),
    ],
  },
  {
    name: 'rt-q7m4z',
    displayName: 'Retired operators',
    description: 'Locked: no new bindings',
    context: 'cluster',
    builtin: false,
    locked: true,
    rules: [rule('', ['pods'], ['*'])],
  },
];

/** RoleTemplates as Rancher stores them. */
export const roleTemplates: Array<Record<string, unknown>> = templates.map(
  template => ({
    apiVersion: MANAGEMENT_VERSION,
    kind: 'RoleTemplate',
    metadata: {
      name: template.name,
      annotations: { 'cleanup.cattle.io/rtUpgradeCluster': 'true' },
      ...(template.builtin && {
        labels: { 'authz.management.cattle.io/bootstrapped-role': 'true' },
      }),
    },
    displayName: template.displayName,
    description: template.description ?? '',
    context: template.context,
    builtin: template.builtin,
    administrative: template.administrative ?? false,
    external: template.external ?? false,
    hidden: template.hidden ?? false,
    ...(template.locked && { locked: true }),
    ...(template.clusterCreatorDefault && { clusterCreatorDefault: true }),
    ...(template.roleTemplateNames && {
      roleTemplateNames: template.roleTemplateNames,
    }),
    ...(template.rules && { rules: template.rules }),
  }),
);

const viewRules: PolicyRule[] = [
  rule(
    '',
    ['pods', 'services', 'configmaps', 'endpoints', 'events', 'namespaces'],
    read,
  ),
  rule(
    'apps',
    ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    read,
  ),
];

/**
 * ClusterRoles that the external RoleTemplates take their rules from. A real API server has them from its start; the
 * sandbox adds the ones that are missing.
 */
export const externalClusterRoles: Array<{
  name: string;
  rules: PolicyRule[];
}> = [
  { name: 'cluster-admin', rules: everywhere },
  { name: 'view', rules: viewRules },
];
