import { listAt, stringAt } from '../json';
import type { Authorizer } from '../operations';
import type { Store } from '../store';
import type {
  PolicyRule,
  ResourceAttributes,
  StoredObject,
  UserInfo,
} from '../types';
import { parseRule, ruleAllows, ruleAllowsPath, subjectMatches } from './rules';

const GROUP = 'rbac.authorization.k8s.io';
export const ROLES = `roles.${GROUP}`;
export const CLUSTER_ROLES = `clusterroles.${GROUP}`;
export const ROLE_BINDINGS = `rolebindings.${GROUP}`;
export const CLUSTER_ROLE_BINDINGS = `clusterrolebindings.${GROUP}`;

const SUPERUSERS = 'system:masters';
const EVERYTHING: PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** RBAC over what is stored. Answers are kept until a role or binding changes. */
export class RbacAuthorizer implements Authorizer {
  readonly #store: Store;
  readonly #rules = new Map<string, PolicyRule[]>();

  constructor(store: Store) {
    this.#store = store;
    for (const resource of [
      ROLES,
      CLUSTER_ROLES,
      ROLE_BINDINGS,
      CLUSTER_ROLE_BINDINGS,
    ]) {
      store.subscribe(resource, () => this.#rules.clear());
    }
  }

  isAllowed(user: UserInfo, attributes: ResourceAttributes): boolean {
    return (
      user.groups.includes(SUPERUSERS) ||
      this.rulesFor(user, attributes.namespace).some(rule =>
        ruleAllows(rule, attributes),
      )
    );
  }

  isPathAllowed(user: UserInfo, verb: string, path: string): boolean {
    return (
      user.groups.includes(SUPERUSERS) ||
      this.rulesFor(user).some(rule => ruleAllowsPath(rule, verb, path))
    );
  }

  rulesFor(user: UserInfo, namespace?: string): PolicyRule[] {
    const key = JSON.stringify([user.username, user.groups, namespace ?? '']);
    let rules = this.#rules.get(key);
    if (!rules) {
      rules = [
        ...(user.groups.includes(SUPERUSERS) ? EVERYTHING : []),
        ...this.#bound(this.#store.list(CLUSTER_ROLE_BINDINGS), user),
        ...(namespace
          ? this.#bound(this.#store.list(ROLE_BINDINGS, namespace), user)
          : []),
      ];
      this.#rules.set(key, rules);
    }
    return rules;
  }

  /** The rules of the role a binding refers to; none when there is no such role. */
  rulesOfRole(roleRef: unknown, namespace: string | undefined): PolicyRule[] {
    const name = stringAt(roleRef, 'name') ?? '';
    const role =
      stringAt(roleRef, 'kind') === 'ClusterRole'
        ? this.#store.get(CLUSTER_ROLES, name)
        : this.#store.get(ROLES, name, namespace);
    return listAt(role, 'rules').map(parseRule);
  }

  #bound(bindings: StoredObject[], user: UserInfo): PolicyRule[] {
    return bindings
      .filter(binding =>
        listAt(binding, 'subjects').some(subject =>
          subjectMatches(subject, user, binding.metadata.namespace),
        ),
      )
      .flatMap(binding =>
        this.rulesOfRole(binding.roleRef, binding.metadata.namespace),
      );
  }
}
