import { account, allow, type LintCase } from './types';

const here = `us-east-2:${account}`;
const role = `arn:aws:iam::${account}:role/training`;

export const identity: LintCase[] = [
  {
    rule: 'wildcard-action',
    shows: 'every action there is',
    policy: allow({ Action: '*', Resource: '*' }),
    at: '"*"',
    severity: 'error',
  },
  {
    rule: 'wildcard-action',
    shows: 'every action of a service',
    policy: allow({
      Action: ['sqs:*'],
      Resource: `arn:aws:sqs:${here}:orders`,
    }),
    at: '"sqs:*"',
    severity: 'warning',
    corrects: '"sqs:<action>"',
  },
  {
    rule: 'reaching-wildcard',
    shows: 'a wildcard that reaches writing',
    policy: allow({
      Action: 'glue:*JobRun',
      Resource: `arn:aws:glue:${here}:job/nightly`,
    }),
    at: '"glue:*JobRun"',
    severity: 'warning',
    corrects: '"glue:StartJobRun"',
  },
  {
    rule: 'reaching-wildcard',
    shows: 'a wildcard that reaches the management of permissions',
    policy: allow({
      Action: ['s3:GetObject', 's3:*BucketPolicy'],
      Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
    }),
    at: '"s3:*BucketPolicy"',
    severity: 'error',
    corrects: '"s3:GetBucketPolicy"',
  },
  {
    rule: 'wildcard-resource',
    shows: 'all resources beside actions that change things',
    policy: allow({
      Action: ['glue:StartJobRun', 'athena:ListWorkGroups'],
      Resource: '*',
    }),
    at: '"*"',
    severity: 'error',
    corrects: 'arn:aws:glue:<region>:<account-id>:job/<job-name>',
  },
  {
    rule: 'wildcard-resource',
    shows: 'all resources beside actions that read',
    policy: allow({ Action: 'glue:GetJob', Resource: '*' }),
    at: '"*"',
    severity: 'warning',
  },
  {
    rule: 'inverted-element',
    shows: 'all but what is named',
    policy: allow({
      NotAction: 'iam:*',
      Resource: `arn:aws:sqs:${here}:orders`,
    }),
    at: '"NotAction"',
    severity: 'error',
    corrects: '"Action": "<service>:<action>"',
  },
  {
    rule: 'unknown-action',
    shows: 'an action with a slip',
    policy: allow({
      Action: 'glue:StartJobsRun',
      Resource: `arn:aws:glue:${here}:job/nightly`,
    }),
    at: '"glue:StartJobsRun"',
    severity: 'error',
    corrects: '"glue:StartJobRun"',
  },
  {
    rule: 'unknown-action',
    shows: 'an action of another service',
    policy: allow({
      Action: 'redshift:ExecuteStatement',
      Resource: `arn:aws:redshift:${here}:cluster:main`,
    }),
    at: '"redshift:ExecuteStatement"',
    severity: 'error',
    corrects: ':ExecuteStatement"',
  },
  {
    rule: 'unknown-action',
    shows: 'an action without service',
    policy: allow({
      Action: 'StartJobRun',
      Resource: `arn:aws:glue:${here}:job/nightly`,
    }),
    at: '"StartJobRun"',
    severity: 'error',
  },
  {
    rule: 'malformed-arn',
    shows: 'the wrong separator',
    policy: allow({
      Action: 'redshift:DescribeClusters',
      Resource: `arn:aws:redshift:${here}:cluster/main`,
    }),
    at: `"arn:aws:redshift:${here}:cluster/main"`,
    severity: 'error',
    corrects: `"arn:aws:redshift:${here}:cluster:main"`,
  },
  {
    rule: 'malformed-arn',
    shows: 'a name that is missing',
    policy: allow({
      Action: 'redshift:GetClusterCredentials',
      Resource: `arn:aws:redshift:${here}:dbuser/reader`,
    }),
    at: `"arn:aws:redshift:${here}:dbuser/reader"`,
    severity: 'error',
    corrects: `"arn:aws:redshift:${here}:dbuser:<cluster-name>/reader"`,
  },
  {
    rule: 'malformed-arn',
    shows: 'a region and an account where there are none',
    policy: allow({
      Action: 's3:ListBucket',
      Resource: `arn:aws:s3:${here}:reports`,
    }),
    at: `"arn:aws:s3:${here}:reports"`,
    severity: 'error',
    corrects: '"arn:aws:s3:::reports"',
  },
  {
    rule: 'malformed-arn',
    shows: 'no region and account where there are some',
    policy: allow({
      Action: 'glue:StartJobRun',
      Resource: 'arn:aws:glue:::job/nightly',
    }),
    at: '"arn:aws:glue:::job/nightly"',
    severity: 'error',
    corrects: '"arn:aws:glue:<region>:<account-id>:job/nightly"',
  },
  {
    rule: 'malformed-arn',
    shows: 'the wrong separator behind a star that reaches over colons',
    policy: allow({
      Action: 'redshift:DescribeClusters',
      Resource: 'arn:aws:redshift:*:*:cluster/main',
    }),
    at: '"arn:aws:redshift:*:*:cluster/main"',
    severity: 'warning',
    corrects: '"arn:aws:redshift:*:*:cluster:main"',
  },
  {
    rule: 'malformed-arn',
    shows: 'a type with a slip',
    policy: allow({
      Action: 'glue:StartJobRun',
      Resource: `arn:aws:glue:${here}:jobs/nightly`,
    }),
    at: `"arn:aws:glue:${here}:jobs/nightly"`,
    severity: 'error',
    corrects: `"arn:aws:glue:${here}:job/nightly"`,
  },
  {
    rule: 'malformed-arn',
    shows: 'a name in place of an ARN',
    policy: allow({ Action: 'glue:StartJobRun', Resource: 'nightly' }),
    at: '"nightly"',
    severity: 'error',
    corrects: '"arn:aws:glue:<region>:<account-id>:job/<job-name>"',
  },
  {
    rule: 'action-takes-no-resource',
    shows: 'an action that takes no resource beside one',
    policy: allow({
      Sid: 'Read',
      Action: ['athena:GetQueryResults', 'athena:ListWorkGroups'],
      Resource: `arn:aws:athena:${here}:workgroup/orders`,
    }),
    at: '"athena:ListWorkGroups"',
    severity: 'error',
    corrects: '"Resource": "*"',
  },
  {
    rule: 'mismatched-resource',
    shows: 'a bucket where objects are meant',
    policy: allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports' }),
    at: '"s3:GetObject"',
    severity: 'error',
    corrects: '"arn:aws:s3:::reports/*"',
  },
  {
    rule: 'mismatched-resource',
    shows: 'objects where the bucket is meant',
    policy: allow({
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: 'arn:aws:s3:::reports/*',
    }),
    at: '"s3:ListBucket"',
    severity: 'error',
    corrects: '"arn:aws:s3:::reports"',
  },
  {
    rule: 'mismatched-resource',
    shows: 'a resource that no action takes',
    policy: allow({
      Action: 'glue:StartJobRun',
      Resource: [
        `arn:aws:glue:${here}:job/nightly`,
        `arn:aws:glue:${here}:crawler/sales`,
      ],
    }),
    at: `"arn:aws:glue:${here}:crawler/sales"`,
    severity: 'warning',
  },
  {
    rule: 'unfilled-placeholder',
    shows: 'a placeholder that was left',
    policy: allow({
      Action: 'glue:StartJobRun',
      Resource: `arn:aws:glue:us-east-2:{{ACCOUNT ID}}:job/nightly`,
    }),
    at: '"arn:aws:glue:us-east-2:{{ACCOUNT ID}}:job/nightly"',
    severity: 'warning',
    corrects: '<account-id>',
  },
  {
    rule: 'secret-arn',
    shows: 'a secret without its six characters',
    policy: allow({
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:${here}:secret:cats/orders/database`,
    }),
    at: `"arn:aws:secretsmanager:${here}:secret:cats/orders/database"`,
    severity: 'error',
    corrects: 'cats/orders/database-??????',
  },
  {
    rule: 'secret-arn',
    shows: "a prefix that reaches a neighbour's secrets",
    policy: allow({
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:${here}:secret:cats/orders*`,
    }),
    at: `"arn:aws:secretsmanager:${here}:secret:cats/orders*"`,
    severity: 'error',
    corrects: 'secret:cats/orders/*',
  },
  {
    rule: 'secret-arn',
    shows: 'a star in place of the six characters',
    policy: allow({
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:${here}:secret:cats/orders-*`,
    }),
    at: `"arn:aws:secretsmanager:${here}:secret:cats/orders-*"`,
    severity: 'warning',
    corrects: 'secret:cats/orders-??????',
  },
  {
    rule: 'list-secrets',
    shows: 'a list of all secrets',
    policy: allow({
      Action: [
        'secretsmanager:ListSecrets',
        'secretsmanager:GetRandomPassword',
      ],
      Resource: '*',
    }),
    at: '"secretsmanager:ListSecrets"',
    severity: 'warning',
  },
  {
    rule: 'database-user',
    shows: 'a database by its name',
    policy: allow({
      Action: 'rds-db:connect',
      Resource: `arn:aws:rds-db:${here}:dbuser:orders/reader`,
    }),
    at: `"arn:aws:rds-db:${here}:dbuser:orders/reader"`,
    severity: 'error',
    corrects: 'dbuser:<db-resource-id>/reader',
  },
  {
    rule: 'statement-owner',
    shows: "results of others' statements",
    policy: allow({
      Action: 'redshift-data:GetStatementResult',
      Resource: '*',
    }),
    at: '"redshift-data:GetStatementResult"',
    severity: 'warning',
    corrects: '${aws:userid}',
  },
  {
    rule: 'glue-catalog',
    shows: 'a table without its database and catalog',
    policy: allow({
      Action: 'glue:GetTable',
      Resource: `arn:aws:glue:${here}:table/sales/orders`,
    }),
    at: `"arn:aws:glue:${here}:table/sales/orders"`,
    severity: 'error',
    corrects: `"arn:aws:glue:${here}:database/sales"`,
  },
  {
    rule: 'pass-role',
    shows: 'a role that any service may get',
    policy: allow({ Action: 'iam:PassRole', Resource: role }),
    at: '"iam:PassRole"',
    severity: 'warning',
    corrects: '"iam:PassedToService"',
  },
  {
    rule: 'pass-role',
    shows: 'every role',
    policy: allow({
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/*`,
      Condition: {
        StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' },
      },
    }),
    at: `"arn:aws:iam::${account}:role/*"`,
    severity: 'error',
    corrects: 'glue.amazonaws.com',
  },
  {
    rule: 'missing-pass-role',
    shows: 'a job that needs a role, which nobody may pass',
    policy: allow({
      Action: 'sagemaker:CreateTrainingJob',
      Resource: `arn:aws:sagemaker:${here}:training-job/nightly`,
    }),
    at: '"sagemaker:CreateTrainingJob"',
    severity: 'warning',
    corrects: '"iam:PassedToService": "sagemaker.amazonaws.com"',
  },
  {
    rule: 'assume-any-role',
    shows: 'every role there is',
    policy: allow({
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::*:role/*',
    }),
    at: '"arn:aws:iam::*:role/*"',
    severity: 'error',
  },
  {
    rule: 'privilege-escalation',
    shows: 'roles that nothing limits',
    policy: allow({
      Action: ['iam:GetRole', 'iam:CreateRole'],
      Resource: `arn:aws:iam::${account}:role/tenant-*`,
    }),
    at: '"iam:CreateRole"',
    severity: 'error',
    corrects: '"iam:PermissionsBoundary"',
  },
  {
    rule: 'privilege-escalation',
    shows: 'a policy that its holder can rewrite',
    policy: allow({
      Action: 'iam:CreatePolicyVersion',
      Resource: `arn:aws:iam::${account}:policy/*`,
    }),
    at: '"iam:CreatePolicyVersion"',
    severity: 'error',
  },
  {
    rule: 'privilege-escalation',
    shows: 'code with a role of its own choice',
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'lambda:CreateFunction',
          Resource: `arn:aws:lambda:${here}:function:*`,
        },
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: `arn:aws:iam::${account}:role/app-*`,
        },
      ],
    },
    at: '"lambda:CreateFunction"',
    severity: 'error',
  },
  {
    rule: 'pass-role',
    shows: 'a role that any service may get, in a pattern',
    policy: allow({
      Action: 'iam:PassRole',
      Resource: role,
      Condition: { StringLike: { 'iam:PassedToService': '*' } },
    }),
    at: '"iam:PassRole"',
    severity: 'warning',
    corrects: '"StringEquals"',
  },
  {
    rule: 'pass-role',
    shows: 'a role that all services but one may get',
    policy: allow({
      Action: 'iam:PassRole',
      Resource: role,
      Condition: {
        StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
        StringEquals: { 'aws:RequestedRegion': 'us-east-2' },
      },
    }),
    at: '"iam:PassRole"',
    severity: 'warning',
    corrects: '"aws:RequestedRegion"',
  },
  {
    rule: 'secret-arn',
    shows: 'all secrets of the account',
    policy: allow({
      Action: 'secretsmanager:GetSecretValue',
      Resource: `arn:aws:secretsmanager:${here}:secret:*`,
    }),
    at: `"arn:aws:secretsmanager:${here}:secret:*"`,
    severity: 'error',
    corrects: 'secret:<path>/*',
  },
  {
    rule: 'bucket-wildcard',
    shows: 'a star that takes in other buckets, too',
    policy: allow({
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports*',
    }),
    at: '"arn:aws:s3:::reports*"',
    severity: 'warning',
    corrects: '"arn:aws:s3:::reports/*"',
  },
  {
    rule: 'bucket-wildcard',
    shows: 'a star that was to mean a bucket with its objects',
    policy: allow({
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::reports*'],
    }),
    at: '"arn:aws:s3:::reports*"',
    severity: 'warning',
    corrects: '"arn:aws:s3:::reports", "arn:aws:s3:::reports/*"',
  },
  {
    rule: 'log-group-arn',
    shows: 'a log group without what stands behind it',
    policy: allow({
      Action: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'],
      Resource: `arn:aws:logs:${here}:log-group:/orders`,
    }),
    at: `"arn:aws:logs:${here}:log-group:/orders"`,
    severity: 'warning',
    corrects: 'log-group:/orders:*',
  },
  {
    rule: 'arn-account',
    shows: 'an account id with a digit too few',
    policy: allow({
      Action: 'sqs:SendMessage',
      Resource: 'arn:aws:sqs:us-east-2:11112222333:orders',
    }),
    at: '"arn:aws:sqs:us-east-2:11112222333:orders"',
    severity: 'error',
    corrects: 'arn:aws:sqs:us-east-2:<account-id>:orders',
  },
  {
    rule: 'arn-account',
    shows: 'a variable in place of the account',
    policy: allow({
      Action: 'sqs:SendMessage',
      // eslint-disable-next-line no-template-curly-in-string
      Resource: 'arn:aws:sqs:us-east-2:${aws:PrincipalAccount}:orders',
    }),
    // eslint-disable-next-line no-template-curly-in-string
    at: '"arn:aws:sqs:us-east-2:${aws:PrincipalAccount}:orders"',
    severity: 'error',
    corrects: 'arn:aws:sqs:us-east-2:<value>:orders',
  },
  {
    rule: 'policy-variable',
    shows: 'a variable of a key that there is not',
    policy: allow({
      Action: 's3:GetObject',
      // eslint-disable-next-line no-template-curly-in-string
      Resource: 'arn:aws:s3:::reports/${aws:userNme}/*',
    }),
    // eslint-disable-next-line no-template-curly-in-string
    at: '"arn:aws:s3:::reports/${aws:userNme}/*"',
    severity: 'error',
    // eslint-disable-next-line no-template-curly-in-string
    corrects: 'reports/${aws:username}/*',
  },
  {
    rule: 'policy-variable',
    shows: 'a variable that does not end',
    policy: allow({
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/${aws:username/*',
    }),
    at: '"arn:aws:s3:::reports/${aws:username/*"',
    severity: 'error',
    // eslint-disable-next-line no-template-curly-in-string
    corrects: 'reports/${<condition-key>}',
  },
];
