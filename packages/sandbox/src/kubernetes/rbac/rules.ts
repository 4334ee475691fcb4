import { stringAt, stringsAt } from '../json';
import type { Json, PolicyRule, ResourceAttributes, UserInfo } from '../types';

const includesOrAll = (list: string[] | undefined, value: string) =>
  list?.some(item => item === '*' || item === value) ?? false;

/** Whether one rule allows a request about a resource. (pkg/registry/rbac/validation and apis/rbac/v1 helpers) */
export function ruleAllows(
  rule: PolicyRule,
  attributes: ResourceAttributes,
): boolean {
  const { verb, group, resource, subresource, name } = attributes;
  const combined = subresource ? `${resource}/${subresource}` : resource;
  return (
    includesOrAll(rule.verbs, verb) &&
    includesOrAll(rule.apiGroups, group) &&
    (includesOrAll(rule.resources, combined) ||
      Boolean(subresource && rule.resources?.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(name ?? ''))
  );
}

export function urlMatches(pattern: string, path: string): boolean {
  return (
    pattern === '*' ||
    pattern === path ||
    (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)))
  );
}

export function ruleAllowsPath(
  rule: PolicyRule,
  verb: string,
  path: string,
): boolean {
  return (
    includesOrAll(rule.verbs, verb) &&
    (rule.nonResourceURLs?.some(pattern => urlMatches(pattern, path)) ?? false)
  );
}

export function parseRule(rule: Json): PolicyRule {
  const optional = (field: string) => {
    const values = stringsAt(rule, field);
    return values.length > 0 ? { [field]: values } : {};
  };
  return {
    verbs: stringsAt(rule, 'verbs'),
    ...optional('apiGroups'),
    ...optional('resources'),
    ...optional('resourceNames'),
    ...optional('nonResourceURLs'),
  };
}

/** Whether a subject of a binding is this user. */
export function subjectMatches(
  subject: Json,
  user: UserInfo,
  bindingNamespace: string | undefined,
): boolean {
  const name = stringAt(subject, 'name') ?? '';
  switch (stringAt(subject, 'kind')) {
    case 'User':
      return user.username === name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = stringAt(subject, 'namespace') ?? bindingNamespace;
      return user.username === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}
