import fc from 'fast-check';
import { printPolicy } from '../document';
import { InvalidFieldsError } from '../fields';
import {
  account,
  golden,
  hostile,
  platform,
  print,
  workload,
} from './__fixtures__';
import { buildRolePair } from './pair';
import type { RolePairInput } from './input';

const glue = { service: 'glue' as const, jobs: ['nightly'] };
const input: RolePairInput = { platform, workload, account, services: [glue] };
const podIdentity: RolePairInput = {
  ...input,
  workload: { ...workload, identity: 'pod-identity' },
};

describe('a role pair', () => {
  it.each([
    ['pair-irsa', input],
    ['pair-pod-identity', podIdentity],
  ])('is written as the golden file %s has it', (name, asked) => {
    const printed = print(buildRolePair(asked));
    expect(printed).toBe(golden(name, printed));
  });

  it('is named after the namespace and the service account', () => {
    const { platform: own, external } = buildRolePair(input);
    expect([own.arn, external.arn]).toEqual([
      'arn:aws:iam::283234040926:role/managed--orders.cli',
      'arn:aws:iam::490262564977:role/cats--orders.cli',
    ]);
  });

  it('has a name of its own where a service account needs several', () => {
    const { platform: own } = buildRolePair({ ...input, name: 'warehouse' });
    expect(own.name).toBe('managed--orders.warehouse');
  });

  it('lets the platform role take exactly the external role', () => {
    const pair = buildRolePair(input);
    expect(pair.platform.policies).toEqual([
      {
        name: 'assume-external-role',
        document: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'AssumeExternalRole',
              Effect: 'Allow',
              Action: ['sts:AssumeRole'],
              Resource: [pair.external.arn],
            },
          ],
        },
      },
    ]);
  });

  it('lets it pass on the session tags of Pod Identity, and says that they must stay on', () => {
    const pair = buildRolePair(podIdentity);
    const [{ document }] = pair.platform.policies;
    expect(document.Statement[0].Action).toEqual([
      'sts:AssumeRole',
      'sts:TagSession',
    ]);
    expect(pair.notes).toEqual([expect.stringContaining('session tags')]);
  });

  it('puts the boundary on the platform role only', () => {
    const permissionsBoundaryArn =
      'arn:aws:iam::283234040926:policy/tenant-boundary';
    const pair = buildRolePair({
      ...input,
      platform: { ...platform, permissionsBoundaryArn },
    });
    expect(pair.platform.permissionsBoundaryArn).toBe(permissionsBoundaryArn);
    expect(pair.external.permissionsBoundaryArn).toBeUndefined();
  });

  it('numbers what is asked of a service again', () => {
    const { external, asked } = buildRolePair({
      ...input,
      services: [glue, { service: 'glue', jobs: ['hourly'] }],
    });
    expect(
      external.policies.map(({ name, document }) => [
        name,
        document.Statement[0].Sid,
      ]),
    ).toEqual([
      ['glue', 'GlueRunJobs'],
      ['glue-2', 'GlueRunJobsNo2'],
    ]);
    expect(new Set(asked.map(({ resource }) => resource)).size).toBe(2);
  });

  it('takes the settings of an organisation with more in them than it needs', () => {
    const aws = { ...platform, region: 'us-east-2', externalIdPrefix: 'cats' };
    expect(buildRolePair({ ...input, platform: aws })).toEqual(
      buildRolePair(input),
    );
  });
});

describe('a role pair is refused', () => {
  const refusals: Array<[string, Partial<RolePairInput>, string]> = [
    ['without services', { services: [] }, 'services: ask for at least one'],
    [
      'for the same service twice',
      { services: [glue, glue] },
      'services[1]: is asked for twice',
    ],
    [
      'for sessions longer than role chaining lasts',
      { maxSessionDuration: 7200 },
      'maxSessionDuration: use 3600 seconds',
    ],
    [
      'for sessions shorter than IAM takes',
      { maxSessionDuration: 900 },
      'maxSessionDuration: use 3600 seconds',
    ],
    [
      'for a region of another partition',
      { account: { ...account, region: 'cn-north-1' } },
      'account.region: use a region of the partition aws',
    ],
    [
      'for a prefix that leaves the name no room',
      { platform: { ...platform, rolePrefix: 'm'.repeat(21) } },
      'platform.rolePrefix: use at most 20',
    ],
    [
      'for two roles with one name',
      {
        account: { ...account, accountId: platform.accountId },
        platform: { ...platform, externalRolePrefix: 'Managed--' },
      },
      'account.accountId: use another account',
    ],
    [
      "for a cluster outside of Pod Identity's reach",
      {
        workload: podIdentity.workload,
        platform: {
          ...platform,
          clusterArn: 'arn:aws:eks:us-east-2:111122223333:cluster/cats',
        },
      },
      'platform.clusterArn: use a cluster of the platform account',
    ],
    [
      'for a boundary of another partition',
      {
        platform: {
          ...platform,
          permissionsBoundaryArn: 'arn:aws-cn:iam::283234040926:policy/a',
        },
      },
      'platform.permissionsBoundaryArn: use ARNs of the partition aws',
    ],
    [
      'for an issuer with its scheme',
      { platform: { ...platform, oidcIssuer: 'https://oidc.example.com' } },
      'platform.oidcIssuer: write the issuer without https://',
    ],
    [
      'for own statements about another account',
      {
        services: [
          {
            service: 'own',
            statements: [
              {
                Effect: 'Allow',
                Action: 'sns:Publish',
                Resource: 'arn:aws:sns:us-east-2:111122223333:orders',
              },
            ],
          },
        ],
      },
      'services[0].statements: use resources of the account 490262564977',
    ],
    [
      'for own statements of a function about another partition',
      {
        services: [
          {
            service: 'lambda',
            functions: [
              {
                name: 'resize',
                execution: {
                  statements: [
                    {
                      Effect: 'Allow',
                      Action: 's3:GetObject',
                      Resource: 'arn:aws-cn:s3:::reports/*',
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
      'services[0].functions[0].execution.statements: use ARNs of the partition aws',
    ],
    [
      'for more than an inline policy holds',
      {
        services: [
          {
            service: 'glue',
            jobs: Array.from({ length: 200 }, (_, index) => `nightly-${index}`),
          },
        ],
      },
      'services: name fewer resources, or spread them over several pairs',
    ],
  ];

  it.each(refusals)('%s', (_, part, message) => {
    expect(() => buildRolePair({ ...input, ...part })).toThrow(message);
  });

  it.each(hostile)(
    'for the namespace and the service account %s',
    (_, name) => {
      expect(() =>
        buildRolePair({ ...input, workload: { ...workload, namespace: name } }),
      ).toThrow(/^workload\.namespace: use/);
      expect(() =>
        buildRolePair({
          ...input,
          workload: { ...workload, serviceAccount: name },
        }),
      ).toThrow(/^workload\.serviceAccount: use/);
    },
  );
});

describe('the largest trust policies', () => {
  it.each(['irsa', 'pod-identity'] as const)(
    'stay below the 2,048 characters that IAM takes (%s)',
    identity => {
      const pair = buildRolePair({
        ...input,
        platform: { ...platform, oidcIssuer: `o${'/i'.repeat(127)}` },
        workload: {
          namespace: 'n'.repeat(63),
          serviceAccount: `a${'.b'.repeat(126)}`,
          identity,
        },
        account: { ...account, externalId: 'x'.repeat(1224) },
      });
      for (const { trustPolicy } of [pair.platform, pair.external]) {
        expect(printPolicy(trustPolicy, { indent: 0 }).length).toBeLessThan(
          2048,
        );
      }
    },
  );
});

describe('whatever is given as a name', () => {
  const places: Array<(text: string) => Partial<RolePairInput>> = [
    text => ({ name: text }),
    text => ({ workload: { ...workload, namespace: text } }),
    text => ({ workload: { ...workload, serviceAccount: text } }),
    text => ({ account: { ...account, externalId: text } }),
    text => ({ platform: { ...platform, oidcIssuer: text } }),
    text => ({ platform: { ...platform, clusterArn: text } }),
    text => ({ platform: { ...platform, rolePrefix: text } }),
    text => ({ services: [{ service: 'glue', jobs: [text] }] }),
  ];

  it('is refused by field, or stands in the pair without a wildcard or variable', () => {
    const text = fc.oneof(
      fc.constantFrom(...hostile.map(([, name]) => name)),
      fc.fullUnicodeString({ maxLength: 20 }),
      fc.stringOf(fc.constantFrom('a', '-', '.', '*', '?', '$', '{', '}'), {
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), text, (place, name) => {
        expect(attempt({ ...podIdentity, ...place(name) })).toMatch(
          /^(refused|[^*?$]+)$/,
        );
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  function attempt(given: RolePairInput): string {
    try {
      const { platform: own, external } = buildRolePair(given);
      return print([own, external]);
    } catch (error) {
      if (error instanceof InvalidFieldsError) {
        return 'refused';
      }
      throw error;
    }
  }
});
