import {
  application,
  container,
  cronJob,
  deployment,
  job,
  pod,
  policy,
  secretStore,
  withMetadata,
} from './objects';

/** What is wrong, an object with it, and the field that is named. */
export const mistakes: Array<[string, object, string]> = [
  ['an unknown field', pod({ hostname2: 'x' }), 'spec.hostname2'],
  [
    'an unknown field deep down',
    cronJob({ jobTemplate: { spec: job({ retries: 1 }).spec } }),
    'spec.jobTemplate.spec.retries',
  ],
  ['a status', { ...pod({}), status: {} }, 'status'],
  ['a number for a text', pod({ nodeName: 1 }), 'spec.nodeName'],
  ['null', pod({ nodeName: null }), 'spec.nodeName'],
  ['a missing field', job({ template: undefined }), 'spec.template'],
  [
    'a quantity that is none',
    pod({ volumes: [{ name: 'a', emptyDir: { sizeLimit: '1 GB' } }] }),
    'spec.volumes[0].emptyDir.sizeLimit',
  ],
  [
    'data that is not base64',
    {
      ...withMetadata('Secret', 'v1', { name: 'x' }),
      data: { a: 'not base64!' },
    },
    'data.a',
  ],
  [
    'an unknown kind',
    withMetadata('Deployment', 'batch/v1', { name: 'x' }),
    'kind',
  ],
  ['no kind', { apiVersion: 'v1', metadata: { name: 'x' } }, 'kind'],
  [
    'an unknown field of a custom resource',
    application({ sources2: [{}] }),
    'spec.sources2',
  ],
  [
    'an unknown field of a provider',
    secretStore('SecretStore', {
      service: 'SecretsManager',
      region: 'x',
      externalId: 'x',
    }),
    'spec.provider.aws.externalId',
  ],
  [
    'an unknown field of a kustomization',
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      commonLabels: {},
    },
    'commonLabels',
  ],
  [
    'a name in capitals',
    { ...pod({}), metadata: { name: 'X' } },
    'metadata.name',
  ],
  ['no name', { ...pod({}), metadata: {} }, 'metadata.name'],
  [
    'a name too long for what is made from it',
    { ...cronJob({}), metadata: { name: 'x'.repeat(53) } },
    'metadata.name',
  ],
  [
    'a namespace where there can be none',
    withMetadata('Namespace', 'v1', { name: 'x', namespace: 'y' }),
    'metadata.namespace',
  ],
  [
    'a label that is none',
    withMetadata('Namespace', 'v1', { name: 'x', labels: { a: 'b c' } }),
    'metadata.labels.a',
  ],
  [
    'annotations without end',
    withMetadata('Namespace', 'v1', {
      name: 'x',
      annotations: Object.fromEntries(
        [1, 2, 3, 4, 5].map(n => [`a${n}`, 'x'.repeat(60_000)]),
      ),
    }),
    'metadata.annotations',
  ],
  [
    'a selector that selects something else',
    deployment({ selector: { matchLabels: { app: 'y' } } }),
    'spec.selector.matchLabels.app',
  ],
  [
    'a selector that selects everything',
    deployment({ selector: {} }),
    'spec.selector.matchLabels',
  ],
  [
    'a one-shot restart policy in a Deployment',
    deployment({
      template: {
        metadata: { labels: { app: 'x' } },
        spec: { containers: [container], restartPolicy: 'OnFailure' },
      },
    }),
    'spec.template.spec.restartPolicy',
  ],
  [
    'a job that begins anew for ever',
    job({ template: { spec: { containers: [container] } } }),
    'spec.template.spec.restartPolicy',
  ],
  ['a schedule that is none', cronJob({ schedule: 'daily' }), 'spec.schedule'],
  ['a time zone that is none', cronJob({ timeZone: 'Mars' }), 'spec.timeZone'],
  [
    'a mount of a volume that is not there',
    pod({
      containers: [
        { ...container, volumeMounts: [{ name: 'a', mountPath: '/a' }] },
      ],
    }),
    'spec.containers[0].volumeMounts[0].name',
  ],
  [
    'a path mounted twice',
    pod({
      volumes: [{ name: 'a', emptyDir: {} }],
      containers: [
        {
          ...container,
          volumeMounts: [
            { name: 'a', mountPath: '/a' },
            { name: 'a', mountPath: '/a' },
          ],
        },
      ],
    }),
    'spec.containers[0].volumeMounts',
  ],
  [
    'a volume of two sources',
    pod({ volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/' } }] }),
    'spec.volumes[0]',
  ],
  [
    'a variable that no shell can read',
    pod({ containers: [{ ...container, env: [{ name: 'A-B' }] }] }),
    'spec.containers[0].env[0].name',
  ],
  [
    'more asked for than allowed',
    pod({
      containers: [
        {
          ...container,
          resources: {
            requests: { memory: '1Gi' },
            limits: { memory: '1G' },
          },
        },
      ],
    }),
    'spec.containers[0].resources.requests.memory',
  ],
  [
    'a default of more than allowed',
    {
      ...withMetadata('LimitRange', 'v1', { name: 'x' }),
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '1500m' },
            default: { cpu: 1 },
          },
        ],
      },
    },
    'spec.limits[0].defaultRequest.cpu',
  ],
  [
    'two containers of one name',
    pod({ containers: [container, container] }),
    'spec.containers',
  ],
  [
    'a range of addresses that is none',
    policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] }),
    'spec.egress[0].to[0].ipBlock.cidr',
  ],
  [
    'a range of addresses of certain pods',
    policy({
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }],
    }),
    'spec.egress[0].to[0]',
  ],
  [
    'a port that is none',
    policy({ egress: [{ ports: [{ port: 70_000 }] }] }),
    'spec.egress[0].ports[0].port',
  ],
  [
    'a key that can be no file',
    {
      ...withMetadata('ConfigMap', 'v1', { name: 'x' }),
      data: { 'a/b': '' },
    },
    'data.a/b',
  ],
  [
    'a service account of no namespace',
    {
      ...withMetadata('ClusterRoleBinding', 'rbac.authorization.k8s.io/v1', {
        name: 'x',
      }),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'x',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'x' }],
    },
    'subjects[0].namespace',
  ],
  [
    'a finalizer that is none',
    { ...pod({}), metadata: { name: 'x', finalizers: ['a b'] } },
    'metadata.finalizers[0]',
  ],
  ['less than no retries', job({ backoffLimit: -1 }), 'spec.backoffLimit'],
  ['less than no pods', deployment({ replicas: -1 }), 'spec.replicas'],
  [
    'a history of less than nothing',
    cronJob({ failedJobsHistoryLimit: -1 }),
    'spec.failedJobsHistoryLimit',
  ],
  [
    'a user below root',
    pod({ securityContext: { runAsUser: -1 } }),
    'spec.securityContext.runAsUser',
  ],
  [
    'a seccomp profile of no type',
    pod({
      containers: [
        { ...container, securityContext: { seccompProfile: { type: 'x' } } },
      ],
    }),
    'spec.containers[0].securityContext.seccompProfile.type',
  ],
  [
    'a volume of a config map without a name',
    pod({ volumes: [{ name: 'a', configMap: {} }] }),
    'spec.volumes[0].configMap.name',
  ],
  [
    'a volume of a secret without a name',
    pod({ volumes: [{ name: 'a', secret: {} }] }),
    'spec.volumes[0].secret.secretName',
  ],
  [
    'memory of less than nothing',
    pod({
      containers: [{ ...container, resources: { limits: { memory: '-1Mi' } } }],
    }),
    'spec.containers[0].resources.limits.memory',
  ],
  [
    'half a pod',
    {
      ...withMetadata('ResourceQuota', 'v1', { name: 'x' }),
      spec: { hard: { pods: '500m' } },
    },
    'spec.hard.pods',
  ],
  [
    'a policy for pods with a label that is none',
    policy({ podSelector: { matchLabels: { app: 'a b' } } }),
    'spec.podSelector.matchLabels.app',
  ],
  [
    'an exception from what is not there',
    policy({
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }],
        },
      ],
    }),
    'spec.egress[0].to[0].ipBlock.except[0]',
  ],
  [
    'a binding to a role without a name',
    {
      ...withMetadata('RoleBinding', 'rbac.authorization.k8s.io/v1', {
        name: 'x',
      }),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: '',
      },
      subjects: [{ kind: 'User', name: 'x' }],
    },
    'roleRef.name',
  ],
];
