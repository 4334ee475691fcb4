import type { Json } from '../kubernetes/types';
import { MANAGEMENT_GROUP } from './resources';

/*
 * The types as Rancher installs them: same names, fields, required ones, printer columns and subresources. Facts from
 * rancher/rancher, pkg/crds/yaml/generated (generated ones) and pkg/crds/dashboard/crds.go (Cluster, which has no schema
 * and no status subresource). The descriptions are left out.
 */

type Schema = { [key: string]: Json };

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const integer: Schema = { type: 'integer' };
const strings: Schema = { type: 'array', items: string };
const anything: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

function object(
  properties: Record<string, Schema>,
  required: string[] = [],
): Schema {
  return required.length
    ? { type: 'object', properties, required }
    : { type: 'object', properties };
}

/** metav1.Condition */
const condition = object(
  {
    lastTransitionTime: { type: 'string', format: 'date-time' },
    message: { type: 'string', maxLength: 32768 },
    observedGeneration: { type: 'integer', format: 'int64', minimum: 0 },
    reason: {
      type: 'string',
      minLength: 1,
      maxLength: 1024,
      pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$',
    },
    status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
    type: { type: 'string', maxLength: 316 },
  },
  ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
);
const conditions: Schema = { type: 'array', items: condition };

/** The older condition of Rancher's own types. */
const looseConditions: Schema = {
  type: 'array',
  items: object(
    {
      lastTransitionTime: string,
      lastUpdateTime: string,
      message: string,
      reason: string,
      status: string,
      type: string,
    },
    ['status', 'type'],
  ),
};

const policyRules: Schema = {
  type: 'array',
  items: object(
    {
      apiGroups: strings,
      nonResourceURLs: strings,
      resourceNames: strings,
      resources: strings,
      verbs: strings,
    },
    ['verbs'],
  ),
};

/** Written by two controllers: the management cluster's (local) and the downstream cluster's (remote). */
const bindingStatus = object({
  lastUpdateTime: string,
  localConditions: conditions,
  observedGenerationLocal: { type: 'integer', format: 'int64' },
  observedGenerationRemote: { type: 'integer', format: 'int64' },
  remoteConditions: conditions,
  summary: string,
  summaryLocal: string,
  summaryRemote: string,
});

const statusAndAge = [
  { jsonPath: '.status.summary', name: 'STATUS', type: 'string' },
  { jsonPath: '.metadata.creationTimestamp', name: 'AGE', type: 'date' },
];

interface Definition {
  group?: string;
  version?: string;
  kind: string;
  plural: string;
  shortNames?: string[];
  namespaced?: boolean;
  /** Absent: anything goes. */
  properties?: Record<string, Schema>;
  required?: string[];
  columns?: Array<{ jsonPath: string; name: string; type: string }>;
  statusSubresource?: boolean;
}

const definitions: Definition[] = [
  { kind: 'Cluster', plural: 'clusters' },
  { kind: 'UserAttribute', plural: 'userattributes' },
  {
    kind: 'User',
    plural: 'users',
    properties: {
      description: string,
      displayName: string,
      enabled: boolean,
      me: boolean,
      mustChangePassword: boolean,
      password: string,
      principalIds: strings,
      spec: { type: 'object' },
      status: object({ conditions: looseConditions }),
      username: string,
    },
  },
  {
    kind: 'RoleTemplate',
    plural: 'roletemplates',
    properties: {
      administrative: boolean,
      builtin: boolean,
      clusterCreatorDefault: boolean,
      context: { type: 'string', enum: ['project', 'cluster', ''] },
      description: string,
      displayName: string,
      external: boolean,
      externalRules: policyRules,
      hidden: boolean,
      locked: boolean,
      projectCreatorDefault: boolean,
      roleTemplateNames: strings,
      rules: policyRules,
    },
  },
  {
    kind: 'ClusterRoleTemplateBinding',
    plural: 'clusterroletemplatebindings',
    // Not Rancher's: people type it all day, and the sandbox's documentation does too.
    shortNames: ['crtb'],
    namespaced: true,
    properties: {
      clusterName: string,
      groupName: string,
      groupPrincipalName: string,
      roleTemplateName: string,
      status: bindingStatus,
      userName: string,
      userPrincipalName: string,
    },
    required: ['clusterName', 'roleTemplateName'],
    columns: statusAndAge,
    statusSubresource: true,
  },
  {
    kind: 'GlobalRoleBinding',
    plural: 'globalrolebindings',
    properties: {
      globalRoleName: string,
      groupPrincipalName: string,
      status: bindingStatus,
      userName: string,
      userPrincipalName: string,
    },
    required: ['globalRoleName'],
    columns: statusAndAge,
    statusSubresource: true,
  },
  {
    kind: 'Project',
    plural: 'projects',
    namespaced: true,
    properties: {
      spec: object(
        { clusterName: string, description: string, displayName: string },
        ['clusterName', 'displayName'],
      ),
      status: object({ conditions: looseConditions }),
    },
    columns: [
      { jsonPath: '.spec.clusterName', name: 'CLUSTERNAME', type: 'string' },
      { jsonPath: '.spec.displayName', name: 'DISPLAYNAME', type: 'string' },
      { jsonPath: '.spec.description', name: 'DESCRIPTION', type: 'string' },
    ],
  },
  {
    group: 'auditlog.cattle.io',
    version: 'v1',
    kind: 'AuditPolicy',
    plural: 'auditpolicies',
    properties: {
      spec: object(
        {
          additionalRedactions: {
            type: 'array',
            items: object({ headers: strings, paths: strings }),
          },
          enabled: boolean,
          filters: {
            type: 'array',
            items: object({ action: string, requestURI: string }),
          },
          verbosity: object(
            {
              level: integer,
              request: object({ body: boolean, headers: boolean }),
              response: object({ body: boolean, headers: boolean }),
            },
            ['level'],
          ),
        },
        ['enabled'],
      ),
      status: object({ conditions }),
    },
    required: ['spec'],
    columns: [{ jsonPath: '.spec.enabled', name: 'Enabled', type: 'string' }],
    statusSubresource: true,
  },
];

function schemaOf({ properties, required }: Definition): Schema {
  if (!properties) {
    return anything;
  }
  return object(
    {
      apiVersion: string,
      kind: string,
      metadata: { type: 'object' },
      ...properties,
    },
    required,
  );
}

function customResourceDefinition(
  definition: Definition,
): Record<string, unknown> {
  const group = definition.group ?? MANAGEMENT_GROUP;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${definition.plural}.${group}` },
    spec: {
      group,
      names: {
        kind: definition.kind,
        listKind: `${definition.kind}List`,
        plural: definition.plural,
        singular: definition.kind.toLowerCase(),
        ...(definition.shortNames && { shortNames: definition.shortNames }),
      },
      scope: definition.namespaced ? 'Namespaced' : 'Cluster',
      versions: [
        {
          name: definition.version ?? 'v3',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schemaOf(definition) },
          ...(definition.columns && {
            additionalPrinterColumns: definition.columns,
          }),
          ...(definition.statusSubresource && { subresources: { status: {} } }),
        },
      ],
    },
  };
}

/** The CustomResourceDefinitions of the part of Rancher that the suite works with. */
export const rancherCrds: Array<Record<string, unknown>> = definitions.map(
  customResourceDefinition,
);
