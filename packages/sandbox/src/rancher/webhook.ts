import type {
  AdmissionDenial,
  AdmissionPlugin,
  AdmissionRequest,
  KubernetesApiServer,
  StoredObject,
} from '../kubernetes/types';
import type { BindingCache } from './bindingCache';
import { validateUpdate } from './bindingUpdate';
import {
  badRequest,
  denied,
  EITHER_USER_OR_GROUP,
  forbidden,
  invalid,
} from './denials';
import { EscalationCheck } from './escalation';
import { deterministicName } from './names';
import {
  bindingOf,
  GRB_OWNER_LABEL,
  resources,
  textOf,
  type Binding,
} from './resources';

const NAME =
  'rancher.cattle.io.clusterroletemplatebindings.management.cattle.io';

/**
 * What Rancher's webhook checks of ClusterRoleTemplateBindings, in its order and with its words
 * (rancher/webhook@31c772b1, pkg/resources/management.cattle.io/v3/clusterroletemplatebinding).
 */
export class BindingWebhook implements AdmissionPlugin {
  readonly name = NAME;
  readonly #api: KubernetesApiServer;
  readonly #bindings: BindingCache;
  readonly #escalation: EscalationCheck;

  constructor(api: KubernetesApiServer, bindings: BindingCache) {
    this.#api = api;
    this.#bindings = bindings;
    this.#escalation = new EscalationCheck(api, bindings);
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
        this.#escalation.validate(request.user, binding)
      );
    }
    if (this.#concerns(request, 'UPDATE') && oldObject) {
      return (
        validateUpdate(oldObject, object) ??
        this.#escalation.validate(request.user, binding)
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
}
