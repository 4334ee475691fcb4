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
    services: [{ service: 'glue', jobs: ['nightly'] }],
  });
  const bucket = 'arn:aws:s3:::reports';
  const queue = `arn:aws:sqs:us-east-2:${accountId}:orders`;
  return {
    ...pair,
    executionRoles: [
      {
        name: 'lrl-cats-test-dev.aws-cli.lambda.resize',
        arn: `arn:aws:iam::${accountId}:role/lrl-cats-test-dev.aws-cli.lambda.resize`,
        description: 'Taken by Lambda to run resize',
        trustPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'AllowService',
              Effect: 'Allow',
              Principal: { Service: ['lambda.amazonaws.com'] },
              Action: ['sts:AssumeRole'],
              Condition: {
                StringEquals: { 'aws:SourceAccount': [accountId] },
              },
            },
          ],
        },
        policies: [
          {
            name: 'execution',
            document: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'LambdaLogs',
                  Effect: 'Allow',
                  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                  Resource: [
                    `arn:aws:logs:us-east-2:${accountId}:log-group:/aws/lambda/resize:*`,
                  ],
                },
              ],
            },
          },
        ],
        permissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/boundary`,
        maxSessionDuration: 3600,
      },
    ],
    resourcePolicies: [
      {
        resource: bucket,
        policy: {
          name: 'reports',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'S3ReadOwn',
                Effect: 'Allow',
                Principal: { AWS: [pair.external.arn] },
                Action: ['s3:GetObject'],
                Resource: [`${bucket}/home/\${aws:userid}/*`],
              },
            ],
          },
        },
      },
      {
        resource: queue,
        policy: {
          name: 'orders',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'SqsSend',
                Effect: 'Allow',
                Principal: { AWS: [pair.external.arn] },
                Action: ['sqs:SendMessage'],
                Resource: [queue],
              },
            ],
          },
        },
      },
    ],
    notes: ['Let Lake Formation grant the role SELECT on the tables.'],
  };
}

/** Every policy document of a pair. */
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
