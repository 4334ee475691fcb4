import {
  ATOMIC_LIST,
  ATOMIC_MAP,
  listBy,
  mapOf,
  OPEN_STRUCT,
  SCALAR,
  SET,
  struct,
  type MapType,
  type MergeType,
} from './mergeType';

/**
 * How the types that every API server has are merged: the `x-kubernetes-list-type`, `-map-type` and `-list-map-keys` (or
 * `patchMergeKey`) of kubernetes/kubernetes `api/openapi-spec/swagger.json`. Fields that are not listed are structs,
 * scalars and atomic lists.
 */
const STRINGS = mapOf(SCALAR);

export const METADATA: MapType = struct({
  labels: STRINGS,
  annotations: STRINGS,
  finalizers: SET,
  ownerReferences: listBy(['uid'], ATOMIC_MAP),
  managedFields: ATOMIC_LIST,
});

const CONDITIONS = listBy(['type']);
const SELECTOR = ATOMIC_MAP;
const LOCAL_REFERENCES = listBy(['name'], ATOMIC_MAP);

const CONTAINER = struct({
  env: listBy(
    ['name'],
    struct({
      valueFrom: struct({
        fieldRef: ATOMIC_MAP,
        secretKeyRef: ATOMIC_MAP,
        configMapKeyRef: ATOMIC_MAP,
      }),
    }),
  ),
  ports: listBy(['containerPort', 'protocol=TCP']),
  volumeMounts: listBy(['mountPath']),
  volumeDevices: listBy(['devicePath']),
  resources: struct({
    limits: STRINGS,
    requests: STRINGS,
    claims: listBy(['name']),
  }),
});

const POD_SPEC = struct({
  containers: listBy(['name'], CONTAINER),
  initContainers: listBy(['name'], CONTAINER),
  ephemeralContainers: listBy(['name'], CONTAINER),
  volumes: listBy(['name']),
  imagePullSecrets: LOCAL_REFERENCES,
  hostAliases: listBy(['ip']),
  nodeSelector: ATOMIC_MAP,
  topologySpreadConstraints: listBy(['topologyKey', 'whenUnsatisfiable']),
  readinessGates: ATOMIC_LIST,
  tolerations: ATOMIC_LIST,
});

const TEMPLATE = struct({ metadata: METADATA, spec: POD_SPEC });
const STATUS = struct({ conditions: CONDITIONS });
const WORKLOAD: Record<string, MergeType> = {
  spec: struct({ selector: SELECTOR, template: TEMPLATE }),
  status: STATUS,
};

const BY_KIND: Record<string, Record<string, MergeType>> = {
  '/ConfigMap': { data: STRINGS, binaryData: STRINGS },
  '/Secret': { data: STRINGS, stringData: STRINGS },
  '/Namespace': { spec: struct({ finalizers: ATOMIC_LIST }), status: STATUS },
  '/ServiceAccount': {
    secrets: listBy(['name']),
    imagePullSecrets: LOCAL_REFERENCES,
  },
  '/Pod': {
    spec: POD_SPEC,
    status: struct({ conditions: CONDITIONS, podIPs: listBy(['ip']) }),
  },
  '/Service': {
    spec: struct({
      ports: listBy(['port', 'protocol=TCP']),
      selector: ATOMIC_MAP,
    }),
    status: STATUS,
  },
  '/Node': {
    status: struct({
      conditions: CONDITIONS,
      addresses: listBy(['type']),
      capacity: STRINGS,
    }),
  },
  'apps/Deployment': WORKLOAD,
  'apps/StatefulSet': WORKLOAD,
  'apps/DaemonSet': WORKLOAD,
  'apps/ReplicaSet': WORKLOAD,
  'batch/Job': WORKLOAD,
  'batch/CronJob': {
    spec: struct({ jobTemplate: struct({ metadata: METADATA, ...WORKLOAD }) }),
  },
  'rbac.authorization.k8s.io/Role': { rules: ATOMIC_LIST },
  'rbac.authorization.k8s.io/ClusterRole': { rules: ATOMIC_LIST },
  'rbac.authorization.k8s.io/RoleBinding': {
    roleRef: ATOMIC_MAP,
    subjects: ATOMIC_LIST,
  },
  'rbac.authorization.k8s.io/ClusterRoleBinding': {
    roleRef: ATOMIC_MAP,
    subjects: ATOMIC_LIST,
  },
  'networking.k8s.io/NetworkPolicy': {
    spec: struct({ podSelector: SELECTOR }),
  },
  'networking.k8s.io/Ingress': {
    spec: struct({ rules: ATOMIC_LIST, tls: ATOMIC_LIST }),
  },
  'apiextensions.k8s.io/CustomResourceDefinition': {
    spec: struct({ versions: ATOMIC_LIST, names: OPEN_STRUCT }),
    status: STATUS,
  },
};

/** How a built-in type is merged; one that is not in the table has no lists that are merged. */
export function builtInMergeSchema(group: string, kind: string): MapType {
  return struct({ metadata: METADATA, ...BY_KIND[`${group}/${kind}`] });
}
