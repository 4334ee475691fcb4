import {
  type AccessRequest,
  type ApplicablePolicies,
  type NamedPolicy,
} from '@cluster-self-service/iam-policy';

const ACCOUNT = '222222222222';
const place = `us-east-1:${ACCOUNT}`;
const session = `arn:aws:sts::${ACCOUNT}:assumed-role/external--shop/pod-1`;

/** What an external role of a pair has: six statements, made anew with each call. */
export function policyOf(): NamedPolicy {
  return {
    name: 'shop',
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'GlueRun',
          Effect: 'Allow',
          Action: [
            'glue:StartJobRun',
            'glue:GetJobRun',
            'glue:BatchStopJobRun',
          ],
          Resource: [
            `arn:aws:glue:${place}:job/nightly`,
            `arn:aws:glue:${place}:job/hourly`,
          ],
        },
        {
          Sid: 'S3List',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: ['arn:aws:s3:::reports'],
          Condition: { StringLike: { 's3:prefix': ['shop/', 'shop/*'] } },
        },
        {
          Sid: 'S3Objects',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: ['arn:aws:s3:::reports/shop/*'],
        },
        {
          Sid: 'Secrets',
          Effect: 'Allow',
          Action: ['secretsmanager:GetSecretValue'],
          Resource: [
            `arn:aws:secretsmanager:${place}:secret:cats/\${aws:PrincipalTag/namespace}/*`,
          ],
        },
        {
          Sid: 'Queue',
          Effect: 'Allow',
          Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
          Resource: [`arn:aws:sqs:${place}:orders`],
          Condition: { Bool: { 'aws:SecureTransport': ['true'] } },
        },
        {
          Sid: 'NeverOutside',
          Effect: 'Deny',
          NotAction: ['glue:*'],
          Resource: ['*'],
          Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } },
        },
      ],
    },
  };
}

export const externalRolePolicies: ApplicablePolicies = {
  identity: [policyOf()],
};

const context = {
  'aws:PrincipalTag/namespace': 'shop',
  'aws:SecureTransport': 'true',
  'aws:SourceIp': '10.1.2.3',
};

/** Requests of every verdict: allowed, denied by a statement, and allowed by none. */
export const accessCases: AccessRequest[] = [
  ask('glue:StartJobRun', `arn:aws:glue:${place}:job/nightly`),
  ask('glue:StartJobRun', `arn:aws:glue:${place}:job/weekly`),
  ask('glue:DeleteJob', `arn:aws:glue:${place}:job/nightly`),
  ask('s3:ListBucket', 'arn:aws:s3:::reports', { 's3:prefix': 'shop/2026/' }),
  ask('s3:ListBucket', 'arn:aws:s3:::reports', { 's3:prefix': 'other/' }),
  ask('s3:GetObject', 'arn:aws:s3:::reports/shop/2026.csv'),
  ask('s3:GetObject', 'arn:aws:s3:::reports/shop/2026.csv', {
    'aws:SourceIp': '203.0.113.9',
  }),
  ask('s3:DeleteObject', 'arn:aws:s3:::reports/shop/2026.csv'),
  ask(
    'secretsmanager:GetSecretValue',
    `arn:aws:secretsmanager:${place}:secret:cats/shop/db-a1B2c3`,
  ),
  ask(
    'secretsmanager:GetSecretValue',
    `arn:aws:secretsmanager:${place}:secret:cats/shop-dev/db-a1B2c3`,
  ),
  ask('sqs:SendMessage', `arn:aws:sqs:${place}:orders`),
  ask('sqs:SendMessage', `arn:aws:sqs:${place}:orders`, {
    'aws:SecureTransport': 'false',
  }),
];

function ask(
  action: string,
  resource: string,
  more: Record<string, string> = {},
): AccessRequest {
  return {
    principal: session,
    action,
    resource,
    resourceAccountId: ACCOUNT,
    context: { ...context, ...more },
  };
}
