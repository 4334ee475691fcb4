import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { assertValid, knownKinds, validateManifest, validateYaml } from '.';
import { mistakes } from './__fixtures__/mistakes';
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
} from './__fixtures__/objects';

const nested = (depth: number): object =>
  depth === 0
    ? { list: { elements: [{ any: 'thing' }] } }
    : { matrix: { generators: [nested(depth - 1), { list: {} }] } };

describe('a good object', () => {
  it.each([
    pod({ volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }] }),
    pod({ volumes: [{ name: 'tmp' }] }),
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
  it.each(mistakes)('is told by field: %s', (_, object, path) => {
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

  it('is told of aliases that stand for nothing, or for too much', () => {
    const bomb = ['a', 'b', 'c', 'd']
      .map((name, index, names) => {
        const what = index ? `*${names[index - 1]}` : 'x';
        return `${name}: &${name} [${Array(20).fill(what).join()}]\n`;
      })
      .join('');
    for (const text of ['a: *nothing\n', bomb]) {
      expect(validateYaml(text)).toEqual([
        { path: '[0]', message: expect.stringMatching(/alias/i) },
      ]);
    }
  });

  it('is refused when a key is there twice', () => {
    expect(validateYaml(`${good}  name: y\n`)).toEqual([
      { path: '[0]', message: expect.stringContaining('unique') },
    ]);
  });
});
