/**
 * Fields of the messages that kubectl and client-go send as protobuf, by number, from the `generated.proto` files of
 * kubernetes/kubernetes staging/src/k8s.io/{api,apimachinery}. Fields that are not here are not read.
 */
export type FieldKind =
  | 'string'
  | 'bytes'
  | 'int'
  /** A pointer in Go: 0 is something else than absent. */
  | 'optional int'
  | 'bool'
  | 'time'
  | 'int or string'
  /** FieldsV1: JSON within bytes. */
  | 'json'
  | { map: 'string' | 'bytes' }
  | { list: 'string' | Message }
  | Message;

export interface Message {
  fields: Record<number, readonly [name: string, kind: FieldKind]>;
}

function message(fields: Message['fields']): Message {
  return { fields };
}

const OWNER_REFERENCE = message({
  1: ['kind', 'string'],
  3: ['name', 'string'],
  4: ['uid', 'string'],
  5: ['apiVersion', 'string'],
  6: ['controller', 'bool'],
  7: ['blockOwnerDeletion', 'bool'],
});
const MANAGED_FIELDS = message({
  1: ['manager', 'string'],
  2: ['operation', 'string'],
  3: ['apiVersion', 'string'],
  4: ['time', 'time'],
  6: ['fieldsType', 'string'],
  7: ['fieldsV1', 'json'],
  8: ['subresource', 'string'],
});
const METADATA = message({
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['generation', 'int'],
  8: ['creationTimestamp', 'time'],
  9: ['deletionTimestamp', 'time'],
  10: ['deletionGracePeriodSeconds', 'optional int'],
  11: ['labels', { map: 'string' }],
  12: ['annotations', { map: 'string' }],
  13: ['ownerReferences', { list: OWNER_REFERENCE }],
  14: ['finalizers', { list: 'string' }],
  17: ['managedFields', { list: MANAGED_FIELDS }],
});

/** An object with its metadata first, and at most a spec and a status. */
function object(fields: Message['fields']): Message {
  return message({ 1: ['metadata', METADATA], ...fields });
}

const strings = { list: 'string' } as const;
const NAME_ONLY = message({ 1: ['name', 'string'] });
const OBJECT_REFERENCE = message({
  1: ['kind', 'string'],
  2: ['namespace', 'string'],
  3: ['name', 'string'],
  4: ['uid', 'string'],
  5: ['apiVersion', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['fieldPath', 'string'],
});
const LABEL_SELECTOR = message({
  1: ['matchLabels', { map: 'string' }],
  2: [
    'matchExpressions',
    {
      list: message({
        1: ['key', 'string'],
        2: ['operator', 'string'],
        3: ['values', strings],
      }),
    },
  ],
});
const POLICY_RULE = message({
  1: ['verbs', strings],
  2: ['apiGroups', strings],
  3: ['resources', strings],
  4: ['resourceNames', strings],
  5: ['nonResourceURLs', strings],
});
const BINDING = object({
  2: [
    'subjects',
    {
      list: message({
        1: ['kind', 'string'],
        2: ['apiGroup', 'string'],
        3: ['name', 'string'],
        4: ['namespace', 'string'],
      }),
    },
  ],
  3: [
    'roleRef',
    message({
      1: ['apiGroup', 'string'],
      2: ['kind', 'string'],
      3: ['name', 'string'],
    }),
  ],
});
const CONTAINER = message({
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', strings],
  4: ['args', strings],
  5: ['workingDir', 'string'],
  6: [
    'ports',
    {
      list: message({
        1: ['name', 'string'],
        3: ['containerPort', 'int'],
        4: ['protocol', 'string'],
      }),
    },
  ],
  7: [
    'env',
    { list: message({ 1: ['name', 'string'], 2: ['value', 'string'] }) },
  ],
  14: ['imagePullPolicy', 'string'],
});
const POD_SPEC = message({
  2: ['containers', { list: CONTAINER }],
  3: ['restartPolicy', 'string'],
  8: ['serviceAccountName', 'string'],
});
const POD_TEMPLATE = object({ 2: ['spec', POD_SPEC] });
const ATTRIBUTES = {
  resourceAttributes: message({
    1: ['namespace', 'string'],
    2: ['verb', 'string'],
    3: ['group', 'string'],
    4: ['version', 'string'],
    5: ['resource', 'string'],
    6: ['subresource', 'string'],
    7: ['name', 'string'],
  }),
  nonResourceAttributes: message({
    1: ['path', 'string'],
    2: ['verb', 'string'],
  }),
};
const SELF_ACCESS = message({
  1: ['resourceAttributes', ATTRIBUTES.resourceAttributes],
  2: ['nonResourceAttributes', ATTRIBUTES.nonResourceAttributes],
});
const ACCESS = message({
  ...SELF_ACCESS.fields,
  3: ['user', 'string'],
  4: ['groups', strings],
});

/** By `<apiVersion>/<kind>`. */
export const MESSAGES: Record<string, Message> = {
  'v1/ConfigMap': object({
    2: ['data', { map: 'string' }],
    3: ['binaryData', { map: 'bytes' }],
    4: ['immutable', 'bool'],
  }),
  'v1/Secret': object({
    2: ['data', { map: 'bytes' }],
    3: ['type', 'string'],
    4: ['stringData', { map: 'string' }],
    5: ['immutable', 'bool'],
  }),
  'v1/Namespace': object({
    2: ['spec', message({ 1: ['finalizers', strings] })],
  }),
  'v1/ServiceAccount': object({
    2: ['secrets', { list: OBJECT_REFERENCE }],
    3: ['imagePullSecrets', { list: NAME_ONLY }],
    4: ['automountServiceAccountToken', 'bool'],
  }),
  'v1/Pod': POD_TEMPLATE,
  'v1/Service': object({
    2: [
      'spec',
      message({
        1: [
          'ports',
          {
            list: message({
              1: ['name', 'string'],
              2: ['protocol', 'string'],
              3: ['port', 'int'],
              4: ['targetPort', 'int or string'],
              5: ['nodePort', 'int'],
            }),
          },
        ],
        2: ['selector', { map: 'string' }],
        3: ['clusterIP', 'string'],
        4: ['type', 'string'],
        10: ['externalName', 'string'],
      }),
    ],
  }),
  'apps/v1/Deployment': object({
    2: [
      'spec',
      message({
        1: ['replicas', 'optional int'],
        2: ['selector', LABEL_SELECTOR],
        3: ['template', POD_TEMPLATE],
        4: ['strategy', message({ 1: ['type', 'string'] })],
      }),
    ],
  }),
  'batch/v1/Job': object({
    2: [
      'spec',
      message({
        1: ['parallelism', 'optional int'],
        2: ['completions', 'optional int'],
        4: ['selector', LABEL_SELECTOR],
        6: ['template', POD_TEMPLATE],
        7: ['backoffLimit', 'optional int'],
      }),
    ],
  }),
  'coordination.k8s.io/v1/Lease': object({
    2: [
      'spec',
      message({
        1: ['holderIdentity', 'string'],
        2: ['leaseDurationSeconds', 'optional int'],
        3: ['acquireTime', 'time'],
        4: ['renewTime', 'time'],
        5: ['leaseTransitions', 'optional int'],
      }),
    ],
  }),
  'rbac.authorization.k8s.io/v1/Role': object({
    2: ['rules', { list: POLICY_RULE }],
  }),
  'rbac.authorization.k8s.io/v1/ClusterRole': object({
    2: ['rules', { list: POLICY_RULE }],
    3: [
      'aggregationRule',
      message({ 1: ['clusterRoleSelectors', { list: LABEL_SELECTOR }] }),
    ],
  }),
  'rbac.authorization.k8s.io/v1/RoleBinding': BINDING,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': BINDING,
  'authorization.k8s.io/v1/SelfSubjectAccessReview': object({
    2: ['spec', SELF_ACCESS],
  }),
  'authorization.k8s.io/v1/SubjectAccessReview': object({
    2: ['spec', ACCESS],
  }),
  'authorization.k8s.io/v1/LocalSubjectAccessReview': object({
    2: ['spec', ACCESS],
  }),
  'authorization.k8s.io/v1/SelfSubjectRulesReview': object({
    2: ['spec', message({ 1: ['namespace', 'string'] })],
  }),
  'authentication.k8s.io/v1/SelfSubjectReview': object({}),
  'authentication.k8s.io/v1/TokenReview': object({
    2: ['spec', message({ 1: ['token', 'string'], 2: ['audiences', strings] })],
  }),
  'authentication.k8s.io/v1/TokenRequest': object({
    2: [
      'spec',
      message({
        1: ['audiences', strings],
        4: ['expirationSeconds', 'optional int'],
      }),
    ],
  }),
};

/** What every protobuf body is wrapped in (`runtime.Unknown`), after four bytes of magic. */
export const ENVELOPE = message({
  1: [
    'typeMeta',
    message({ 1: ['apiVersion', 'string'], 2: ['kind', 'string'] }),
  ],
  2: ['raw', 'bytes'],
});
