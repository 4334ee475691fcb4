import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { join } from 'path';
import { networkPolicies, securityGroupPolicy } from '.';
import { expectGolden } from '../__testUtils__/golden';
import { hostileTexts, unlessRefused } from '../__testUtils__/hostile';
import { printManifests } from '../yaml';

const golden = (name: string) => join(__dirname, '__golden__', name);

const pods = { name: 'reports', namespace: 'reports-dev' };

describe('network policies', () => {
  it('let through what was asked for', () => {
    expectGolden(golden('network-policies'), [
      {
        path: 'all.yaml',
        content: printManifests(
          networkPolicies({
            ...pods,
            podLabels: { app: 'reports' },
            aws: {},
            podIdentity: true,
            servers: [{ cidr: '10.20.0.0/16', port: 5432 }],
            sameNamespace: true,
            callers: { namespaces: ['ingress-nginx'], ports: [8080] },
          }),
        ),
      },
      {
        path: 'vpc-endpoints.yaml',
        content: printManifests(
          networkPolicies({
            ...pods,
            aws: { endpoints: ['10.0.1.0/28', '10.0.2.0/28'] },
          }),
        ),
      },
    ]);
  });

  it('never let a pod reach the credentials of its node', () => {
    const [, , aws] = networkPolicies({ ...pods, aws: {} });
    expect(aws.spec).toMatchObject({
      egress: [
        {
          to: [
            { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } },
          ],
        },
      ],
    });
  });

  it.each(['0.0.0.0/0', '168.0.0.0/6', '169.0.0.0/8'])(
    'never do so for a server in %s either',
    cidr => {
      const [policy] = networkPolicies({
        ...pods,
        defaultDeny: false,
        dns: false,
        servers: [{ cidr, port: 80 }],
      });
      expect(policy.spec).toMatchObject({
        egress: [
          { to: [{ ipBlock: { cidr, except: ['169.254.169.254/32'] } }] },
        ],
      });
    },
  );

  it.each(['169.254.169.254/32', '169.254.170.23/32', '169.254.0.0/16'])(
    'take no address of the node itself: %s',
    cidr => {
      expect(() =>
        networkPolicies({ ...pods, servers: [{ cidr, port: 80 }] }),
      ).toThrow(/^servers\[0\]\.cidr: name addresses of other machines/);
      expect(() =>
        networkPolicies({ ...pods, aws: { endpoints: [cidr] } }),
      ).toThrow(/^aws\.endpoints\[0\]: name addresses of other machines/);
    },
  );

  it('are refused with an address that is none', () => {
    expect(() =>
      networkPolicies({
        ...pods,
        servers: [{ cidr: '10.20.0.1/16', port: 0 }],
      }),
    ).toThrow(/servers\[0\]\.cidr: .*\nservers\[0\]\.port: /);
  });

  it.each(['name', 'namespace'])('take no %s that is not a name', field => {
    for (const text of hostileTexts) {
      const objects = unlessRefused(field, () =>
        networkPolicies({ ...pods, [field]: text }),
      );
      expect(objects === undefined || /^[a-z0-9-]+$/.test(text)).toBe(true);
    }
  });
});

describe('a SecurityGroupPolicy', () => {
  const groups = { ...pods, securityGroupIds: ['sg-07b45033d6584cdb2'] };

  it('puts pods into security groups', () => {
    expectGolden(golden('security-group-policy'), [
      {
        path: 'by-pods.yaml',
        content: printManifests(
          securityGroupPolicy({ ...groups, podLabels: { app: 'reports' } }),
        ),
      },
      {
        path: 'by-service-account.yaml',
        content: printManifests(
          securityGroupPolicy({ ...groups, serviceAccountLabels: {} }),
        ),
      },
    ]);
  });

  it.each([
    ['podLabels', {}],
    ['securityGroupIds[0]', { podLabels: {}, securityGroupIds: ['sg-1'] }],
    ['securityGroupIds', { podLabels: {}, securityGroupIds: [] }],
  ])('is refused for its %s', (path, change) => {
    expect(() => securityGroupPolicy({ ...groups, ...change })).toThrow(
      expect.objectContaining({
        constructor: InvalidFieldsError,
        problems: [expect.objectContaining({ path })],
      }),
    );
  });
});
