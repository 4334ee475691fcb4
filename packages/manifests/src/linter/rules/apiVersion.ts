import type { ManifestRule } from './rule';

/** Where kinds live today, and since when they do. */
const HOMES: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Namespace: 'v1',
  ServiceAccount: 'v1',
  ConfigMap: 'v1',
  Secret: 'v1',
  Pod: 'v1',
  SecretStore: 'external-secrets.io/v1',
  ClusterSecretStore: 'external-secrets.io/v1',
};

/** A kind under an API that does not serve it (any more): the API server refuses it. */
export const wrongApiVersion: ManifestRule = manifest => {
  const home = Object.hasOwn(HOMES, manifest.kind)
    ? HOMES[manifest.kind]
    : undefined;
  if (!home || !manifest.apiVersion || manifest.apiVersion === home) {
    return [];
  }
  const range = manifest.range(['apiVersion']);
  return [
    {
      rule: 'wrong-api-version',
      severity: 'error',
      range,
      path: ['apiVersion'],
      message: `${manifest.apiVersion} has no ${manifest.kind}; it is in ${home}. The API server refuses the object.`,
      correction: { ...range, text: home },
      source:
        'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    },
  ];
};
