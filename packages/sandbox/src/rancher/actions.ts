import type { AuditedRequest } from './auditLine';

/** Something people do on a cluster; becomes one request to Rancher. */
export type Action = (cluster: string) => AuditedRequest;

const KUBECTL = 'kubectl/v1.31.5 (linux/amd64) kubernetes/af64d83';
const HELM = 'Helm/3.16.2';
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

function kubectl(
  method: AuditedRequest['method'],
  path: string,
  options: Partial<AuditedRequest> = {},
): Action {
  return cluster => ({
    method,
    uri: `/k8s/clusters/${cluster}${path}`,
    code: 200,
    userAgent: KUBECTL,
    ...options,
  });
}

function browser(
  method: AuditedRequest['method'],
  path: (cluster: string) => string,
): Action {
  return cluster => ({
    method,
    uri: path(cluster),
    code: 200,
    userAgent: BROWSER,
  });
}

const payments = '/api/v1/namespaces/payments';
const deployments = '/apis/apps/v1/namespaces/payments/deployments';

/** What an engineer does in a session, by name. */
export const actions = {
  'list pods': kubectl('GET', `${payments}/pods?limit=500`),
  'get pod': kubectl('GET', `${payments}/pods/checkout-7c9f5d6b8-x2lqv`),
  'read logs': kubectl(
    'GET',
    `${payments}/pods/checkout-7c9f5d6b8-x2lqv/log?tailLines=200`,
  ),
  'list events': kubectl(
    'GET',
    `${payments}/events?fieldSelector=involvedObject.name%3Dcheckout&limit=500`,
  ),
  'list nodes': kubectl('GET', '/api/v1/nodes?limit=500'),
  'get secret': kubectl('GET', `${payments}/secrets/checkout-db`, {
    code: 403,
  }),
  'get deployment': kubectl('GET', `${deployments}/checkout`),
  'patch deployment': kubectl(
    'PATCH',
    `${deployments}/checkout?fieldManager=kubectl-rollout`,
  ),
  'scale deployment': kubectl('PUT', `${deployments}/checkout/scale`, {
    requestBody: {
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      metadata: { name: 'checkout', namespace: 'payments' },
      spec: { replicas: 4 },
    },
  }),
  'delete pod': kubectl('DELETE', `${payments}/pods/checkout-7c9f5d6b8-x2lqv`),
  'create job': kubectl('POST', '/apis/batch/v1/namespaces/payments/jobs', {
    code: 201,
    requestBody: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'reindex-orders', namespace: 'payments' },
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'reindex', image: 'registry.example.com/reindex:2.4' },
            ],
          },
        },
      },
    },
  }),
  'helm history': kubectl(
    'GET',
    `${payments}/secrets?labelSelector=name%3Dcheckout%2Cowner%3Dhelm`,
    { userAgent: HELM },
  ),
  'open cluster page': browser(
    'GET',
    cluster => `/v1/management.cattle.io.clusters/${cluster}`,
  ),
  'list workloads': browser(
    'GET',
    cluster =>
      `/k8s/clusters/${cluster}/v1/apps.deployments?exclude=metadata.managedFields`,
  ),
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

export const actionNames = Object.keys(actions).filter(
  (name): name is ActionName => name in actions,
);

/** Requests that no session is about: Rancher's pages and the cluster list. */
export const noise: Array<() => AuditedRequest> = [
  () => ({
    method: 'GET',
    uri: '/v3/users?me=true',
    code: 200,
    userAgent: BROWSER,
  }),
  () => ({ method: 'GET', uri: '/v1/counts', code: 200, userAgent: BROWSER }),
  () => ({
    method: 'GET',
    uri: '/v1/management.cattle.io.clusters?pagesize=100000',
    code: 200,
    userAgent: BROWSER,
  }),
  () => ({
    method: 'GET',
    uri: '/k8s/clusters/local/api/v1/namespaces?limit=500',
    code: 403,
    userAgent: KUBECTL,
  }),
];
