import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { assertValid, knownKinds, validateManifest, validateYaml } from '.';

const container = { name: 'main', image: 'a:1' };

const pod = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x' },
  spec: { containers: [container], ...spec },
});

const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'x' },
  spec: {
    selector: { matchLabels: { app: 'x' } },
    template: {
      metadata: { labels: { app: 'x' } },
      spec: { containers: [container] },
    },
    ...spec,
  },
});

const job = (spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'x' },
  spec: {
    template: { spec: { containers: [container], restartPolicy: 'Never' } },
    ...spec,
  },
});

const cronJob = (spec: object) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'x' },
  spec: { schedule: '0 2 * * *', jobTemplate: { spec: job({}).spec }, ...spec },
});

const application = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'x', namespace: 'argocd' },
  spec: {
    project: 'p',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'x' },
    source: { repoURL: 'https://git.example/x', path: 'a' },
    ...spec,
  },
});

const secretStore = (kind: string, aws: object) => ({
  apiVersion: 'external-secrets.io/v1',
  kind,
  metadata: { name: 'x' },
  spec: { provider: { aws } },
});

const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'x' },
  spec: { podSelector: {}, ...spec },
});

const withMetadata = (kind: string, apiVersion: string, metadata: object) => ({
  apiVersion,
  kind,
  metadata,
});

const nested = (depth: number): object =>
  depth === 0
    ? { list: { elements: [{ any: 'thing' }] } }
    : { matrix: { generators: [nested(depth - 1), { list: {} }] } };

describe('a good object', () => {
  it.each([
    pod({ volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }] }),
    pod({
      containers: [{ ...container, resources: { limits: { cpu: 1 } } }],
    }),
    deployment({}),
    job({ backoffLimit: 0 }),
    cronJob({ timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' }),
    application({}),
    secretStore('SecretStore', { service: 'SecretsManager', region: 'x' }),
    secretStore('ClusterSecretStore', {
      service: 'SecretsManager',
      region: 'x',
    }),
    policy({ egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] }),
    policy({ egress: [{ ports: [{ port: 'https' }] }] }),
    withMetadata('Role', 'rbac.authorization.k8s.io/v1', { name: 'system:x' }),
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['a.yaml'],
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'x' },
      spec: {
        generators: [nested(2)],
        template: {
          metadata: { name: '{{ .name }}' },
          spec: application({}).spec,
        },
      },
    },
    {
      apiVersion: 'vpcresources.k8s.aws/v1beta1',
      kind: 'SecurityGroupPolicy',
      metadata: { name: 'x' },
      spec: { podSelector: {}, securityGroups: { groupIds: ['sg-0'] } },
    },
  ])('has no problems: $kind', object => {
    expect(validateManifest(object)).toEqual([]);
  });
});

describe.each(knownKinds())('the schema of %s', name => {
  const apiVersion = name.slice(0, name.lastIndexOf('/'));
  const kind = name.slice(name.lastIndexOf('/') + 1);

  it('refuses a field it does not have', () => {
    expect(
      validateManifest({ apiVersion, kind, metadata: { name: 'x' }, what: 1 }),
    ).toContainEqual({ path: 'what', message: 'there is no such field' });
  });
});

describe('an object that the API server refuses, or prunes', () => {
  it.each<[string, object, string]>([
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
      application({ sources2: [] }),
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
    [
      'a schedule that is none',
      cronJob({ schedule: 'daily' }),
      'spec.schedule',
    ],
    [
      'a time zone that is none',
      cronJob({ timeZone: 'Mars' }),
      'spec.timeZone',
    ],
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
        egress: [
          { to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
        ],
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
        ...withMetadata('RoleBinding', 'rbac.authorization.k8s.io/v1', {
          name: 'x',
        }),
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'x',
        },
        subjects: [{ kind: 'ServiceAccount', name: 'x' }],
      },
      'subjects[0].namespace',
    ],
  ])('is told by field: %s', (_, object, path) => {
    const problems = validateManifest(object);
    expect(problems.map(problem => problem.path)).toContain(path);
    expect(problems.every(({ message }) => message.length > 5)).toBe(true);
  });
});

describe('objects that go to a cluster together', () => {
  it('are returned when they are good', () => {
    const objects = [pod({})];
    expect(assertValid(objects)).toBe(objects);
  });

  it('are refused with the name of the bad one', () => {
    expect(() => assertValid([pod({}), job({ retries: 1 })])).toThrow(
      new InvalidFieldsError([
        { path: 'Job/x.spec.retries', message: 'there is no such field' },
      ]),
    );
  });

  it('are refused when one is there twice', () => {
    expect(() => assertValid([pod({}), pod({})])).toThrow(
      'Pod/x: is there twice',
    );
  });
});

describe('a file', () => {
  const good = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n';

  it('is checked document by document', () => {
    expect(validateYaml(`${good}---\n${good}spec2: {}\n---\n`)).toEqual([
      { path: '[1].spec2', message: 'there is no such field' },
    ]);
  });

  it('is refused when a key is there twice', () => {
    expect(validateYaml(`${good}  name: y\n`)).toEqual([
      { path: '[0]', message: expect.stringContaining('unique') },
    ]);
  });
});
