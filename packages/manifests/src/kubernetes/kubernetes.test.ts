import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { namespaceFiles, namespaceManifests, serviceAccount } from '.';
import { expectCarried } from '../__testUtils__/carried';
import { expectGolden } from '../__testUtils__/golden';
import { hostileText, unlessRefused } from '../__testUtils__/hostile';
import { defaultOrganisation } from '../organisation';
import { printManifests } from '../yaml';

// A busy machine starts many processes, or goes through many texts, slowly.
jest.setTimeout(60_000);

const golden = (name: string) => join(__dirname, '__golden__', name);

const reports = {
  name: 'reports-dev',
  owner: 'group:default/reports',
  group: 'reports-developers',
};

const roleArn = 'arn:aws:iam::283234040926:role/managed--reports';

describe('a namespace', () => {
  it('comes with its bounds, as files of a folder', () => {
    expectGolden(
      golden('namespace'),
      namespaceFiles(
        { ...reports, description: 'Reports: "daily" & monthly' },
        defaultOrganisation,
        'namespaces/reports-dev',
      ),
    );
  });

  it('is closed by default, and its pods are restricted', () => {
    const objects = namespaceManifests(reports, defaultOrganisation);
    expect(
      objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ).toEqual([
      'Namespace/reports-dev',
      'ResourceQuota/managed--quota',
      'LimitRange/managed--limits',
      'NetworkPolicy/managed--default-deny',
      'NetworkPolicy/managed--allow-dns',
      'RoleBinding/managed--team',
    ]);
    expect(objects[0].metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      annotations: { 'app.lrl.lilly.com/compute': 'hybrid' },
    });
  });

  it.each([
    ['name', { name: 'kube-system' }],
    ['owner', { owner: 'reports' }],
    ['group', { group: 'system:authenticated' }],
    ['group', { group: 'system:masters' }],
    ['role', { role: 'cluster-admin' }],
    ['quota.cpu', { quota: { cpu: 'much' } }],
    [
      'containerDefaults.memoryLimit',
      { containerDefaults: { memory: '1Gi', memoryLimit: '900M' } },
    ],
  ])('is refused for its %s: %j', (path, change) => {
    const input = JSON.parse(JSON.stringify({ ...reports, ...change }));
    expect(() => namespaceManifests(input, defaultOrganisation)).toThrow(
      expect.objectContaining({
        constructor: InvalidFieldsError,
        problems: [expect.objectContaining({ path })],
      }),
    );
  });

  it('never lets a path out of the repository', () => {
    expect(() =>
      namespaceFiles(reports, defaultOrganisation, '../elsewhere'),
    ).toThrow('folder');
  });

  it.each(['name', 'compute', 'owner', 'description', 'group'])(
    'carries any %s as data, or refuses it',
    field => {
      fc.assert(
        fc.property(hostileText, text => {
          expectCarried(
            unlessRefused(field, () =>
              namespaceManifests(
                { ...reports, [field]: text },
                defaultOrganisation,
              ),
            ),
            text,
          );
        }),
        { seed: 7, numRuns: 150 },
      );
    },
  );
});

describe('a service account', () => {
  it('has the annotations of IRSA', () => {
    expectGolden(golden('service-account'), [
      {
        path: 'irsa.yaml',
        content: printManifests(
          serviceAccount({
            name: 'reports',
            namespace: 'reports-dev',
            identity: { kind: 'irsa', roleArn },
          }),
        ),
      },
      {
        path: 'pod-identity.yaml',
        content: printManifests(
          serviceAccount({
            name: 'reports',
            namespace: 'reports-dev',
            identity: { kind: 'pod-identity' },
          }),
        ),
      },
    ]);
  });

  it('is refused with a role that is none', () => {
    expect(() =>
      serviceAccount({
        name: 'reports',
        namespace: 'reports-dev',
        identity: { kind: 'irsa', roleArn: 'arn:aws:iam::283234040926:user/x' },
      }),
    ).toThrow('identity.roleArn');
  });

  it('carries any annotation as data, or refuses it', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (key, value) => {
        const objects = unlessRefused('annotations', () =>
          serviceAccount({
            name: 'a',
            namespace: 'b',
            annotations: { [key]: value },
          }),
        );
        expectCarried(objects, value);
      }),
      { seed: 8, numRuns: 150 },
    );
  });
});
