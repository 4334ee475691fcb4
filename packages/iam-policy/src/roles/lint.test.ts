import { account, platform, workload } from './__fixtures__';
import { examples } from './__fixtures__/examples';
import { lintRolePair } from './lint';
import { buildRolePair } from './pair';
import type { RolePair } from './types';

const pairs = examples.flatMap((access, index) =>
  (['irsa', 'pod-identity'] as const).map((identity): [string, RolePair] => [
    `${access.service} (${index}) with ${identity}`,
    buildRolePair({
      platform,
      account,
      workload: { ...workload, identity },
      services: [access],
    }),
  ]),
);

it.each(pairs)('finds nothing in a role pair for %s', (_, pair) => {
  expect(
    lintRolePair(pair).map(
      ({ of, in: policy, finding: { rule, message } }) =>
        `${of}, ${policy}: ${rule}: ${message}`,
    ),
  ).toEqual([]);
});

describe('a pair somebody changed by hand', () => {
  const [[, pair]] = pairs;
  const rulesOf = (changed: RolePair) =>
    lintRolePair(changed).map(
      ({ of, in: policy, finding }) => `${of} ${policy} ${finding.rule}`,
    );
  const everything = {
    name: 'everything',
    document: {
      Version: '2012-10-17' as const,
      Statement: [{ Effect: 'Allow' as const, Action: ['*'], Resource: ['*'] }],
    },
  };

  it('is found out in a policy of a role', () => {
    const { external } = pair;
    expect(
      rulesOf({ ...pair, external: { ...external, policies: [everything] } }),
    ).toContain(`${external.arn} everything wildcard-action`);
  });

  it('is found out in a trust policy, looked at as that of its own account', () => {
    const { external, platform: own } = pair;
    const trustPolicy = {
      Version: '2012-10-17' as const,
      Statement: [
        {
          Effect: 'Allow' as const,
          Principal: { AWS: [`arn:aws:iam::${platform.accountId}:root`] },
          Action: ['sts:AssumeRole'],
        },
      ],
    };
    expect(
      rulesOf({ ...pair, external: { ...external, trustPolicy } }),
    ).toContain(`${external.arn} trust policy missing-external-id`);
    expect(
      rulesOf({ ...pair, platform: { ...own, trustPolicy } }),
    ).not.toContain(`${own.arn} trust policy missing-external-id`);
  });

  it('is found out in the policy of a resource', () => {
    const resource = 'arn:aws:s3:::reports';
    const policy = {
      ...everything,
      document: {
        ...everything.document,
        Statement: [
          {
            Effect: 'Allow' as const,
            Principal: '*' as const,
            Action: ['s3:GetObject'],
            Resource: [`${resource}/*`],
          },
        ],
      },
    };
    expect(
      rulesOf({ ...pair, resourcePolicies: [{ resource, policy }] }),
    ).toContain(`${resource} everything public-principal`);
  });

  it('is found out in a name', () => {
    const { external } = pair;
    expect(
      rulesOf({ ...pair, external: { ...external, name: 'a b' } }).some(rule =>
        rule.startsWith(`${external.arn} name `),
      ),
    ).toBe(true);
  });
});
