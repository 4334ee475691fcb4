import { forbidden } from '../errors';
import { asJson, equalJson, type JsonObject, listAt, stringAt } from '../json';
import { parseRule, printRule, uncovered } from '../rbac';
import type { PolicyRule } from '../types';
import type { Cluster, WriteOptions } from './cluster';
import { storageKey, type Target } from './write';

const GROUP = 'rbac.authorization.k8s.io';
const ROLE_TYPES = ['roles', 'clusterroles'];
const BINDING_TYPES = ['rolebindings', 'clusterrolebindings'];

function roleRules(
  cluster: Cluster,
  object: JsonObject,
  namespace: string | undefined,
): PolicyRule[] {
  const name = stringAt(object, 'roleRef', 'name') ?? '';
  const role =
    stringAt(object, 'roleRef', 'kind') === 'ClusterRole'
      ? cluster.store.get(`clusterroles.${GROUP}`, name)
      : cluster.store.get(`roles.${GROUP}`, name, namespace);
  return listAt(role, 'rules').map(parseRule);
}

/**
 * Nobody gives rights they do not hold, unless they may `escalate` the role, or `bind` it.
 * (pkg/registry/rbac/{role,rolebinding}/policybased)
 *
 * @throws ApiError 403 with the missing rights
 */
export function checkEscalation(
  cluster: Cluster,
  target: Target,
  object: JsonObject,
  { user }: WriteOptions,
): void {
  const { type, name, namespace } = target;
  if (type.group !== GROUP || user.groups.includes('system:masters')) {
    return;
  }
  const isRole = ROLE_TYPES.includes(type.resource);
  if (!isRole && !BINDING_TYPES.includes(type.resource)) {
    return;
  }
  const live = cluster.store.get(storageKey(type), name, namespace);
  const content = isRole
    ? ['rules', 'aggregationRule']
    : ['roleRef', 'subjects'];
  if (
    live &&
    content.every(field => equalJson(asJson(live)[field], object[field]))
  ) {
    return;
  }
  const exempt = isRole
    ? {
        verb: 'escalate',
        group: GROUP,
        resource: type.resource,
        namespace,
        name,
      }
    : {
        verb: 'bind',
        group: GROUP,
        resource:
          stringAt(object, 'roleRef', 'kind') === 'ClusterRole'
            ? 'clusterroles'
            : 'roles',
        namespace,
        name: stringAt(object, 'roleRef', 'name'),
      };
  if (cluster.authorizer.isAllowed(user, exempt)) {
    return;
  }
  const wanted = isRole
    ? listAt(object, 'rules').map(parseRule)
    : roleRules(cluster, object, namespace);
  const missing = uncovered(
    cluster.authorizer.rulesFor(user, namespace),
    wanted,
  );
  if (missing.length > 0) {
    throw forbidden(
      type,
      name,
      `user "${user.username}" (groups=[${user.groups
        .map(group => JSON.stringify(group))
        .join(
          ' ',
        )}]) is attempting to grant RBAC permissions not currently held:\n${missing
        .map(printRule)
        .join('\n')}`,
    );
  }
}
