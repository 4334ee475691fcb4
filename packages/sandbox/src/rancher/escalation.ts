import type {
  AdmissionDenial,
  KubernetesApiServer,
  PolicyRule,
  StoredObject,
  UserInfo,
} from '../kubernetes/types';
import { printRule, uncovered } from '../kubernetes/rbac';
import { isRecord } from '../records';
import type { BindingCache } from './bindingCache';
import { denied } from './denials';
import { resources, textsOf, type Binding } from './resources';

/** Who asks, as Kubernetes writes it beside the missing rules. */
function writtenUser({ username, groups }: UserInfo): string {
  const names = groups.map(group => JSON.stringify(group)).join(' ');
  return `user ${JSON.stringify(username)} (groups=[${names}])`;
}

function asRules(value: unknown): PolicyRule[] {
  return (Array.isArray(value) ? value : []).filter(isRecord).map(rule => ({
    verbs: textsOf(rule, 'verbs'),
    apiGroups: textsOf(rule, 'apiGroups'),
    resources: textsOf(rule, 'resources'),
    resourceNames: textsOf(rule, 'resourceNames'),
    nonResourceURLs: textsOf(rule, 'nonResourceURLs'),
  }));
}

/** Nobody gives rights that they do not hold (rancher/webhook, pkg/auth/escalation.go and pkg/resolvers). */
export class EscalationCheck {
  readonly #api: KubernetesApiServer;
  readonly #bindings: BindingCache;

  constructor(api: KubernetesApiServer, bindings: BindingCache) {
    this.#api = api;
    this.#bindings = bindings;
  }

  /** The caller must hold, in the cluster's namespace, every right that it grants: at every write, not only the first. */
  validate(user: UserInfo, binding: Binding): AdmissionDenial | undefined {
    const template = this.#api.objects.get(
      resources.roleTemplates,
      binding.roleTemplateName,
    );
    if (!template) {
      const name = binding.roleTemplateName;
      return denied(
        500,
        'InternalError',
        `failed to get roletemplate '${name}': roletemplates.management.cattle.io "${name}" not found`,
      );
    }
    if (user.groups.includes('system:masters')) {
      return undefined;
    }
    const held = [
      ...this.#api.rulesFor(user, binding.clusterName),
      ...this.#heldThroughBindings(user, binding.clusterName),
    ];
    const missing = uncovered(held, this.#rulesOf(template)).map(printRule);
    return missing.length === 0
      ? undefined
      : denied(
          422,
          'Invalid',
          `${writtenUser(
            user,
          )} is attempting to grant RBAC permissions not currently held:\n${missing.join(
            '\n',
          )}`,
        );
  }

  #heldThroughBindings(user: UserInfo, cluster: string): PolicyRule[] {
    return this.#bindings
      .inCluster(cluster)
      .filter(
        ({ userName, groupName, groupPrincipalName }) =>
          userName === user.username ||
          (groupName !== undefined && user.groups.includes(groupName)) ||
          (groupPrincipalName !== undefined &&
            user.groups.includes(groupPrincipalName)),
      )
      .flatMap(({ roleTemplateName }) => {
        const template = this.#api.objects.get(
          resources.roleTemplates,
          roleTemplateName,
        );
        return template ? this.#rulesOf(template) : [];
      });
  }

  #rulesOf(template: StoredObject, seen = new Set<string>()): PolicyRule[] {
    seen.add(template.metadata.name);
    const own = template.external
      ? asRules(
          this.#api.objects.get(resources.clusterRoles, template.metadata.name)
            ?.rules,
        )
      : asRules(template.rules);
    const inherited = textsOf(template, 'roleTemplateNames')
      .filter(name => !seen.has(name))
      .map(name => this.#api.objects.get(resources.roleTemplates, name))
      .flatMap(parent => (parent ? this.#rulesOf(parent, seen) : []));
    return [...own, ...inherited];
  }
}
