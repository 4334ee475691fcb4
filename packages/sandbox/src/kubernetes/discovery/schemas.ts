import { type JsonObject, objectAt } from '../json';
import type { ServedType } from '../registry';

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const text = (description: string): JsonObject => ({
  type: 'string',
  description,
});
const whole = (description: string): JsonObject => ({
  type: 'integer',
  format: 'int64',
  description,
});
const flag = (description: string): JsonObject => ({
  type: 'boolean',
  description,
});
const free = (description: string): JsonObject => ({
  type: 'object',
  description,
  'x-kubernetes-preserve-unknown-fields': true,
});
const stringMap = (description: string): JsonObject => ({
  type: 'object',
  additionalProperties: { type: 'string' },
  description,
});
const list = (
  description: string,
  items: JsonObject = free(''),
): JsonObject => ({
  type: 'array',
  items,
  description,
});

const SPEC_AND_STATUS = {
  spec: free('What is wanted.'),
  status: free('What was last seen.'),
};
const ROLE = { rules: list('What the role allows.') };
const BINDING = {
  roleRef: free('The role that is given.'),
  subjects: list('Who gets the role.'),
};

/** Top-level fields of the built-in types; what is below them is not described. */
const BUILT_IN: Record<string, JsonObject> = {
  ConfigMap: {
    data: stringMap('Configuration as text.'),
    binaryData: stringMap('Configuration as base64.'),
    immutable: flag('Whether the data cannot be changed.'),
  },
  Secret: {
    data: stringMap('Secret values as base64.'),
    stringData: stringMap('Secret values as text; written only.'),
    type: text('What kind of secret it is.'),
    immutable: flag('Whether the data cannot be changed.'),
  },
  ServiceAccount: {
    secrets: list('Secrets that pods of this account may use.'),
    imagePullSecrets: list('Secrets to pull images with.'),
    automountServiceAccountToken: flag('Whether pods get a token.'),
  },
  Event: {
    involvedObject: free('What the event is about.'),
    reason: text('A word for why.'),
    message: text('What happened.'),
    source: free('Who reports it.'),
    type: text('Normal or Warning.'),
    count: whole('How often it happened.'),
    firstTimestamp: text('When it happened first.'),
    lastTimestamp: text('When it happened last.'),
    eventTime: text('When it happened.'),
    series: free('A series of events.'),
    action: text('What was done.'),
    related: free('A second object it is about.'),
    reportingComponent: text('Who reports it.'),
    reportingInstance: text('Which instance reports it.'),
  },
  Role: ROLE,
  ClusterRole: {
    ...ROLE,
    aggregationRule: free('From which roles the rules come.'),
  },
  RoleBinding: BINDING,
  ClusterRoleBinding: BINDING,
};

const OBJECT_META_SCHEMA: JsonObject = {
  type: 'object',
  description: 'What every object has.',
  properties: {
    name: text('The name, unique within a namespace.'),
    generateName: text('What a generated name begins with.'),
    namespace: text('The namespace.'),
    uid: text('Unique over all time.'),
    resourceVersion: text('Changes with every change of the object.'),
    generation: whole('Counts changes of what is wanted.'),
    creationTimestamp: { ...text('When it was created.'), format: 'date-time' },
    deletionTimestamp: {
      ...text('When its deletion was asked for.'),
      format: 'date-time',
    },
    deletionGracePeriodSeconds: whole('How long the deletion may take.'),
    labels: stringMap('What it can be selected by.'),
    annotations: stringMap('What else is to be known.'),
    finalizers: list('Who must still clean up before it can go.', {
      type: 'string',
    }),
    ownerReferences: list('What it goes with.'),
    managedFields: list('Who owns which field.'),
    selfLink: text('Not used any more.'),
  },
};

/** `com.example.v1.Widget`, `io.k8s.api.core.v1.ConfigMap`. */
export function schemaName({
  group,
  version,
  kind,
  custom,
}: ServedType): string {
  if (custom) {
    return [...group.split('.').reverse(), version, kind].join('.');
  }
  return `io.k8s.api.${(group || 'core').split('.')[0]}.${version}.${kind}`;
}

function ownFields(type: ServedType): JsonObject {
  if (type.custom) {
    return objectAt(type.openApiSchema, 'properties') ?? {};
  }
  return BUILT_IN[type.kind] ?? SPEC_AND_STATUS;
}

/** @param refs - what `$ref`s begin with: they differ between OpenAPI 2 and 3 */
export function kindSchema(type: ServedType, refs: string): JsonObject {
  const { group, version, kind } = type;
  return {
    description: `${kind} of ${group || 'the core group'}.`,
    ...type.openApiSchema,
    type: 'object',
    properties: {
      ...ownFields(type),
      apiVersion: text('Group and version of the type.'),
      kind: text('The type.'),
      metadata: { allOf: [{ $ref: `${refs}${OBJECT_META}` }], default: {} },
    },
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
  };
}

export function schemas(types: ServedType[], refs: string): JsonObject {
  return {
    ...Object.fromEntries(
      types.map(type => [schemaName(type), kindSchema(type, refs)]),
    ),
    [OBJECT_META]: OBJECT_META_SCHEMA,
  };
}
