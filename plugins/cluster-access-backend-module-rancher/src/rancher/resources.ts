import type {
  KubernetesObject,
  ResourceType,
} from '@cluster-self-service/kubernetes-node';

/*
 * The types of Rancher that are read and written here, as far as they are. Facts from rancher/rancher,
 * pkg/apis/management.cattle.io/v3. Fields are `unknown` where anyone may have written anything into them: the types have
 * no schema that would keep it out, or an older one.
 */

export interface RancherCluster extends KubernetesObject {
  spec?: unknown;
  status?: unknown;
}

export interface RancherUser extends KubernetesObject {
  displayName?: unknown;
  principalIds?: unknown;
  /** Absent means enabled. */
  enabled?: unknown;
}

/** Go field names without JSON tags in most versions, lower camel case in others. */
export interface RancherUserAttribute extends KubernetesObject {
  GroupPrincipals?: unknown;
  groupPrincipals?: unknown;
  LastRefresh?: unknown;
  lastRefresh?: unknown;
}

export interface RoleTemplate extends KubernetesObject {
  displayName?: unknown;
  context?: unknown;
  locked?: unknown;
}

/** Has no `spec`: its fields stand at the top. */
export interface ClusterRoleTemplateBinding extends KubernetesObject {
  clusterName: string;
  roleTemplateName: string;
  userName?: string;
  userPrincipalName?: string;
  status?: unknown;
}

function managementType(
  kind: string,
  plural: string,
  namespaced = false,
): ResourceType {
  return {
    group: 'management.cattle.io',
    version: 'v3',
    kind,
    plural,
    namespaced,
  };
}

export const clusterType = managementType('Cluster', 'clusters');
export const userType = managementType('User', 'users');
export const userAttributeType = managementType(
  'UserAttribute',
  'userattributes',
);
export const roleTemplateType = managementType('RoleTemplate', 'roletemplates');
export const bindingType = managementType(
  'ClusterRoleTemplateBinding',
  'clusterroletemplatebindings',
  true,
);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
