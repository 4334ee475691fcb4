import { methodNotAllowed } from '../errors';
import { readBody } from '../http/body';
import type { RequestContext } from '../http/context';
import { respondJson } from '../http/respond';
import {
  at,
  isJsonObject,
  type JsonObject,
  objectAt,
  stringAt,
  stringsAt,
} from '../json';
import { apiVersionOf, type Review } from '../registry';
import type { PolicyRule, UserInfo } from '../types';

function isAllowed(
  { cluster }: RequestContext,
  user: UserInfo,
  spec: unknown,
): boolean {
  const { authorizer } = cluster;
  const path = objectAt(spec, 'nonResourceAttributes');
  if (path) {
    return authorizer.isPathAllowed(
      user,
      stringAt(path, 'verb') ?? '',
      stringAt(path, 'path') ?? '',
    );
  }
  const attributes = objectAt(spec, 'resourceAttributes') ?? {};
  const text = (field: string) => stringAt(attributes, field) || undefined;
  return authorizer.isAllowed(user, {
    verb: text('verb') ?? '',
    group: text('group') ?? '',
    resource: text('resource') ?? '',
    subresource: text('subresource'),
    namespace: text('namespace'),
    name: text('name'),
  });
}

function accessStatus(allowed: boolean): JsonObject {
  return allowed ? { allowed, reason: 'RBAC: allowed' } : { allowed };
}

function subject(spec: unknown): UserInfo {
  return {
    username: stringAt(spec, 'user') ?? '',
    groups: stringsAt(spec, 'groups'),
  };
}

function rulesStatus(rules: PolicyRule[]): JsonObject {
  return {
    resourceRules: rules
      .filter(rule => rule.resources)
      .map(({ verbs, apiGroups = [], resources = [], resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames && { resourceNames }),
      })),
    nonResourceRules: rules
      .filter(rule => rule.nonResourceURLs)
      .map(({ verbs, nonResourceURLs = [] }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

function userStatus({ username, groups }: UserInfo): JsonObject {
  return { username, groups };
}

function statusOf(
  context: RequestContext,
  review: Review,
  spec: unknown,
): JsonObject {
  const { user, cluster, tokens } = context;
  switch (review.kind) {
    case 'SelfSubjectAccessReview':
      return accessStatus(isAllowed(context, user, spec));
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      return accessStatus(isAllowed(context, subject(spec), spec));
    case 'SelfSubjectRulesReview':
      return rulesStatus(
        cluster.authorizer.rulesFor(
          user,
          stringAt(spec, 'namespace') || 'default',
        ),
      );
    case 'SelfSubjectReview':
      return { userInfo: userStatus(user) };
    default: {
      const found = tokens.find(stringAt(spec, 'token') ?? '');
      return found
        ? { authenticated: true, user: userStatus(found) }
        : { user: {}, error: 'invalid bearer token' };
    }
  }
}

/** Answers what is asked by creating it: `kubectl auth can-i`, `auth whoami`. Nothing is stored. */
export async function serveReview(
  context: RequestContext,
  review: Review,
): Promise<void> {
  if (context.info.verb !== 'create') {
    throw methodNotAllowed();
  }
  const body = await readBody(context.request);
  const spec = at(body, 'spec');
  respondJson(
    context.response,
    201,
    JSON.stringify({
      kind: review.kind,
      apiVersion: apiVersionOf(review),
      metadata: { creationTimestamp: null },
      ...(isJsonObject(spec) && { spec }),
      status: statusOf(context, review, spec),
    }),
  );
}
