import type {
  AdmissionDenial,
  AdmissionPlugin,
  AdmissionRequest,
  KubernetesApiServer,
  PolicyRule,
  StoredObject,
  UserInfo,
} from '../kubernetes/types';
import { printRule, uncovered } from '../kubernetes/rbac';
import type { BindingCache } from './bindingCache';
import { deterministicName } from './names';
import {
  bindingOf,
  isRecord,
  resources,
  textOf,
  textsOf,
  type Binding,
} from './resources';

const GRB_OWNER_LABEL = 'authz.management.cattle.io/grb-owner';
const NAME =
  'rancher.cattle.io.clusterroletemplatebindings.management.cattle.io';
const EITHER_USER_OR_GROUP =
  'binding target must target either a user [userName]/[userPrincipalName] OR a group [groupName]/[groupPrincipalName]';

/** The API server names the webhook before the message. */
function denied(
  code: number,
  reason: string,
  message: string,
): AdmissionDenial {
  return { code, reason, message };
}

function badRequest(message: string): AdmissionDenial {
  return denied(400, 'BadRequest', message);
}

function invalid(
  field: string,
  value: string,
  detail: string,
): AdmissionDenial {
  return badRequest(
    `clusterroletemplatebinding.${field}: Invalid value: ${JSON.stringify(
      value,
    )}: ${detail}`,
  );
}

function forbidden(field: string, detail: string): AdmissionDenial {
  return badRequest(`clusterroletemplatebinding${field}: Forbidden: ${detail}`);
}

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

/**
 * What Rancher's webhook checks of ClusterRoleTemplateBindings, in its order and with its words
 * (rancher/webhook@31c772b1, pkg/resources/management.cattle.io/v3/clusterroletemplatebinding).
 */
export class BindingWebhook implements AdmissionPlugin {
  readonly name = NAME;
  readonly #api: KubernetesApiServer;
  readonly #bindings: BindingCache;

  constructor(api: KubernetesApiServer, bindings: BindingCache) {
    this.#api = api;
    this.#bindings = bindings;
  }

  mutate(request: AdmissionRequest): StoredObject | undefined {
    const { object } = request;
    const prefix = object?.metadata.generateName;
    if (!this.#concerns(request, 'CREATE') || !object || !prefix) {
      return undefined;
    }
    // A name that the caller chose stays. One made of the prefix is the sandbox's API server's, which is early with it.
    if (request.name !== '' && !request.name.startsWith(prefix)) {
      return undefined;
    }
    const binding = bindingOf(object);
    const subject =
      binding.userPrincipalName ??
      binding.userName ??
      binding.groupPrincipalName ??
      binding.groupName;
    if (!subject) {
      return undefined;
    }
    const name = deterministicName(
      prefix,
      subject,
      binding.roleTemplateName,
      binding.clusterName,
    );
    const { generateName: _, ...metadata } = object.metadata;
    return { ...object, metadata: { ...metadata, name } };
  }

  validate(request: AdmissionRequest): AdmissionDenial | undefined {
    const { object, oldObject } = request;
    if (!object) {
      return undefined;
    }
    const binding = bindingOf(object);
    if (this.#concerns(request, 'CREATE')) {
      return (
        this.#validateCreate(object, {
          ...binding,
          namespace: request.namespace ?? '',
        }) ??
        this.#validateDuplicates(binding) ??
        this.#validateEscalation(request.user, binding)
      );
    }
    if (this.#concerns(request, 'UPDATE') && oldObject) {
      return (
        this.#validateUpdate(oldObject, object) ??
        this.#validateEscalation(request.user, binding)
      );
    }
    return undefined;
  }

  #concerns(
    { operation, resource }: AdmissionRequest,
    wanted: string,
  ): boolean {
    return (
      operation === wanted &&
      resource.group === resources.bindings.group &&
      resource.resource === resources.bindings.resource &&
      !resource.subresource
    );
  }

  #validateCreate(
    object: StoredObject,
    binding: Binding,
  ): AdmissionDenial | undefined {
    const user = binding.userName ?? binding.userPrincipalName;
    const group = binding.groupName ?? binding.groupPrincipalName;
    if (Boolean(user) === Boolean(group)) {
      return forbidden('', EITHER_USER_OR_GROUP);
    }
    const { clusterName, roleTemplateName } = binding;
    if (!clusterName) {
      return badRequest(
        'clusterroletemplatebinding.clusterName: Required value: field is required',
      );
    }
    if (clusterName !== binding.namespace) {
      return forbidden('', 'clusterName and namespace must be the same value');
    }
    if (!this.#api.objects.get(resources.clusters, clusterName)) {
      return invalid(
        'clusterName',
        clusterName,
        `specified cluster ${clusterName} not found`,
      );
    }
    if (!roleTemplateName) {
      return badRequest(
        'clusterroletemplatebinding.roleTemplateName: Required value: field is required',
      );
    }
    const template = this.#api.objects.get(
      resources.roleTemplates,
      roleTemplateName,
    );
    if (!template) {
      return invalid(
        'roleTemplateName',
        roleTemplateName,
        'the referenced role template was not found',
      );
    }
    if (template.locked === true) {
      return this.#validateLocked(object, template);
    }
    const context = textOf(template, 'context') ?? '';
    if (context !== 'cluster') {
      return badRequest(
        `clusterroletemplatebinding.roleTemplate.context: Unsupported value: ${JSON.stringify(
          context,
        )}: supported values: "cluster"`,
      );
    }
    return undefined;
  }

  /** Only a binding that a living GlobalRoleBinding owns may use a locked RoleTemplate. */
  #validateLocked(
    object: StoredObject,
    template: StoredObject,
  ): AdmissionDenial | undefined {
    const owner = object.metadata.labels?.[GRB_OWNER_LABEL];
    if (owner !== undefined) {
      const globalRoleBinding = this.#api.objects.get(
        resources.globalRoleBindings,
        owner,
      );
      if (!globalRoleBinding) {
        return invalid(
          'labels',
          owner,
          `label ${owner} refers to a global role that doesn't exist`,
        );
      }
      if (!globalRoleBinding.metadata.deletionTimestamp) {
        return undefined;
      }
    }
    const displayName = textOf(template, 'displayName') ?? '';
    return forbidden(
      '.roleTemplate',
      `referenced role ${displayName} is locked and cannot be assigned`,
    );
  }

  #validateDuplicates(created: Binding): AdmissionDenial | undefined {
    const same = (a: string | undefined, b: string | undefined) =>
      a !== undefined && a === b;
    const duplicate = this.#bindings
      .inCluster(created.clusterName)
      .some(
        existing =>
          existing.name !== created.name &&
          !existing.deleting &&
          existing.roleTemplateName === created.roleTemplateName &&
          (same(existing.userPrincipalName, created.userPrincipalName) ||
            same(existing.userName, created.userName) ||
            same(existing.groupPrincipalName, created.groupPrincipalName) ||
            same(existing.groupName, created.groupName)),
      );
    return duplicate
      ? denied(409, 'Conflict', 'duplicate crtb not allowed')
      : undefined;
  }

  #validateUpdate(
    before: StoredObject,
    after: StoredObject,
  ): AdmissionDenial | undefined {
    const always = ['roleTemplateName', 'clusterName'];
    const onceSet = [
      'userName',
      'userPrincipalName',
      'groupName',
      'groupPrincipalName',
    ];
    const changed = [...always, ...onceSet].find(
      field =>
        textOf(before, field) !== textOf(after, field) &&
        (always.includes(field) || textOf(before, field) !== undefined),
    );
    if (changed) {
      return invalid(
        changed,
        textOf(after, changed) ?? '',
        'field is immutable',
      );
    }
    const [old, next] = [bindingOf(before), bindingOf(after)];
    if (
      (next.groupName ?? old.groupPrincipalName) !== undefined &&
      (next.userName ?? old.userPrincipalName) !== undefined
    ) {
      return forbidden('', EITHER_USER_OR_GROUP);
    }
    if (
      before.metadata.labels?.[GRB_OWNER_LABEL] !==
      after.metadata.labels?.[GRB_OWNER_LABEL]
    ) {
      return forbidden(
        '.labels',
        `label ${GRB_OWNER_LABEL} is immutable after creation`,
      );
    }
    return undefined;
  }

  /** The caller must hold, in the cluster's namespace, every right that it grants: at every write, not only the first. */
  #validateEscalation(
    user: UserInfo,
    binding: Binding,
  ): AdmissionDenial | undefined {
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
