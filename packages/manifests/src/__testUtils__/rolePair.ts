import { buildRolePair, type RolePair } from '@cluster-self-service/iam-policy';
import { defaultOrganisation } from '../organisation';

const accountId = '490262564977';

/** A pair with all that a pair can have: execution roles, policies on resources, policy variables and notes. */
export function rolePair(
  identity: RolePair['workload']['identity'] = 'irsa',
): RolePair {
  const pair = buildRolePair({
    platform: defaultOrganisation.aws,
    workload: { namespace: 'test-dev', serviceAccount: 'aws-cli', identity },
    account: {
      accountId,
      region: 'us-east-2',
      externalId: `cats@test-dev@${accountId}`,
    },
    services: [
      { service: 'glue', jobs: ['nightly'] },
      {
        service: 'lambda',
        functions: [{ name: 'resize', execution: {} }],
      },
      {
        service: 's3',
        bucket: 'reports',
        operations: ['read'],
        bucketPolicy: true,
      },
      {
        service: 's3',
        bucket: 'partners',
        operations: ['read'],
        bucketAccountId: '111122223333',
      },
      {
        service: 'sqs',
        queues: ['orders'],
        operations: ['send'],
        queuePolicy: true,
      },
      {
        service: 'redshift',
        clusters: [
          { cluster: 'main', login: { by: 'iam', databases: ['dev'] } },
        ],
        use: ['data-api'],
      },
    ],
  });
  // What the notes say is the builders' business.
  return { ...pair, notes: pair.notes.slice(0, 1).map(() => 'Do this first.') };
}

/** Every policy document of a pair that is written into the accounts of the pair. */
export function documentsOf(pair: RolePair) {
  const roles = [pair.platform, pair.external, ...pair.executionRoles];
  return [
    ...roles.flatMap(role => [
      role.trustPolicy,
      ...role.policies.map(({ document }) => document),
    ]),
    ...pair.resourcePolicies.map(({ policy }) => policy.document),
  ];
}
