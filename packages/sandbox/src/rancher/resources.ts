import { isRecord } from '../records';
import type { GroupResource, StoredObject } from '../kubernetes/types';

export const MANAGEMENT_GROUP = 'management.cattle.io';
/** Names the GlobalRoleBinding that a binding comes from. */
export const GRB_OWNER_LABEL = 'authz.management.cattle.io/grb-owner';
export const MANAGEMENT_VERSION = `${MANAGEMENT_GROUP}/v3`;

function management(resource: string): GroupResource {
  return { group: MANAGEMENT_GROUP, resource };
}

export const resources = {
  clusters: management('clusters'),
  users: management('users'),
  userAttributes: management('userattributes'),
  roleTemplates: management('roletemplates'),
  bindings: management('clusterroletemplatebindings'),
  globalRoleBindings: management('globalrolebindings'),
  auditPolicies: { group: 'auditlog.cattle.io', resource: 'auditpolicies' },
  clusterRoles: {
    group: 'rbac.authorization.k8s.io',
    resource: 'clusterroles',
  },
  namespaces: { group: '', resource: 'namespaces' },
  customResourceDefinitions: {
    group: 'apiextensions.k8s.io',
    resource: 'customresourcedefinitions',
  },
} as const satisfies Record<string, GroupResource>;

/** A text field of an object; Go leaves empty ones out, so an empty one counts as absent. */
export function textOf(
  object: Record<string, unknown>,
  field: string,
): string | undefined {
  const value = object[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function textsOf(
  object: Record<string, unknown>,
  field: string,
): string[] {
  const value = object[field];
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

/** A ClusterRoleTemplateBinding as the webhook and the controllers read it. */
export interface Binding {
  namespace: string;
  name: string;
  userName?: string;
  userPrincipalName?: string;
  groupName?: string;
  groupPrincipalName?: string;
  clusterName: string;
  roleTemplateName: string;
}

export function bindingOf(object: StoredObject): Binding {
  return {
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    userName: textOf(object, 'userName'),
    userPrincipalName: textOf(object, 'userPrincipalName'),
    groupName: textOf(object, 'groupName'),
    groupPrincipalName: textOf(object, 'groupPrincipalName'),
    clusterName: textOf(object, 'clusterName') ?? '',
    roleTemplateName: textOf(object, 'roleTemplateName') ?? '',
  };
}

/** Whether the cluster's `Ready` condition is true: Rancher reaches the downstream API server. */
export function isReady(cluster: StoredObject): boolean {
  const status = cluster.status;
  const conditions =
    isRecord(status) && Array.isArray(status.conditions)
      ? status.conditions
      : [];
  return conditions.some(
    condition =>
      isRecord(condition) &&
      condition.type === 'Ready' &&
      condition.status === 'True',
  );
}
