import { account, allow, type LintCase, other } from './types';

const root = `arn:aws:iam::${other}:root`;
const issuer = 'oidc.eks.us-east-2.amazonaws.com/id/0123456789ABCDEF';
const provider = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
const web = (StringEquals: object, more: object = {}) =>
  allow({
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals, ...more },
  });

export const principals: LintCase[] = [
  {
    rule: 'public-principal',
    shows: 'a bucket for everyone',
    policy: allow({
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/*',
    }),
    at: '"*"',
    severity: 'error',
  },
  {
    rule: 'public-principal',
    shows: 'everyone who has an AWS account',
    policy: allow({
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/*',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
    at: '"*"',
    severity: 'error',
  },
  {
    rule: 'malformed-principal',
    shows: 'a wildcard in a principal',
    policy: allow({
      Principal: { AWS: `arn:aws:iam::${other}:role/*` },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::reports/*',
    }),
    at: `"arn:aws:iam::${other}:role/*"`,
    severity: 'error',
  },
  {
    rule: 'missing-external-id',
    shows: 'another account without external id',
    policy: allow({
      Principal: { AWS: root },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: {
          'aws:PrincipalArn': `arn:aws:iam::${other}:role/platform`,
        },
      },
    }),
    at: `"${root}"`,
    severity: 'error',
    options: { accountId: account },
    corrects: '"sts:ExternalId": "<external-id>"',
  },
  {
    rule: 'missing-external-id',
    shows: 'an account that may be another one',
    policy: allow({
      Principal: { AWS: root },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnEquals: {
          'aws:PrincipalArn': `arn:aws:iam::${other}:role/platform`,
        },
      },
    }),
    at: `"${root}"`,
    severity: 'warning',
  },
  {
    rule: 'wildcard-external-id',
    shows: 'an external id that many meet',
    policy: allow({
      Principal: { AWS: root },
      Action: 'sts:AssumeRole',
      Condition: { StringLike: { 'sts:ExternalId': 'cats@*' } },
    }),
    at: '"cats@*"',
    severity: 'warning',
  },
  {
    rule: 'wildcard-external-id',
    shows: 'the form that Spacelift documents, and accepts it',
    policy: allow({
      Principal: { AWS: 'arn:aws:iam::324880187172:root' },
      Action: 'sts:AssumeRole',
      Condition: { StringLike: { 'sts:ExternalId': 'sagebionetworks@*' } },
    }),
    at: '"sagebionetworks@*"',
    severity: 'info',
    corrects: 'sagebionetworks@<integration-id>@*',
  },
  {
    rule: 'account-root-trust',
    shows: 'a whole account without a condition',
    policy: allow({ Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
    at: `"${account}"`,
    severity: 'warning',
    options: { accountId: account },
    corrects: `arn:aws:iam::${account}:role/<role-name>`,
  },
  {
    rule: 'account-root-trust',
    shows: 'a statement that bypasses the external id of another',
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: root },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'cats@orders' } },
        },
        { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' },
      ],
    },
    at: `"${root}"`,
    nth: 1,
    severity: 'error',
  },
  {
    rule: 'role-principal',
    shows: 'a role that IAM stores by its id',
    policy: allow({
      Principal: { AWS: [`arn:aws:iam::${other}:role/platform`, root] },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'cats@orders' } },
    }),
    at: `"arn:aws:iam::${other}:role/platform"`,
    severity: 'warning',
    corrects: '"aws:PrincipalArn"',
  },
  {
    rule: 'web-identity',
    shows: 'tokens that were made for somebody else',
    policy: web({ [`${issuer}:sub`]: 'system:serviceaccount:orders:worker' }),
    at: `"${provider}"`,
    severity: 'error',
    corrects: `"${issuer}:aud": "sts.amazonaws.com"`,
  },
  {
    rule: 'web-identity',
    shows: 'every pod of the cluster',
    policy: web({ [`${issuer}:aud`]: 'sts.amazonaws.com' }),
    at: `"${provider}"`,
    severity: 'error',
    corrects: `"${issuer}:sub"`,
  },
  {
    rule: 'web-identity',
    shows: 'every service account of a namespace',
    policy: web(
      { [`${issuer}:aud`]: 'sts.amazonaws.com' },
      { StringLike: { [`${issuer}:sub`]: 'system:serviceaccount:orders:*' } },
    ),
    at: '"system:serviceaccount:orders:*"',
    severity: 'warning',
    corrects: '<service-account>',
  },
  {
    rule: 'pod-identity',
    shows: 'sessions that may not be tagged',
    policy: allow({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    at: '"sts:AssumeRole"',
    severity: 'error',
    corrects: 'sts:TagSession',
  },
  {
    rule: 'confused-deputy',
    shows: 'a service that works for everybody, in a trust policy',
    policy: allow({
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    at: '"events.amazonaws.com"',
    severity: 'warning',
    corrects: '"aws:SourceAccount": "<account-id>"',
  },
  {
    rule: 'confused-deputy',
    shows: 'a service that works for everybody, in the policy of a queue',
    policy: allow({
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: `arn:aws:sqs:us-east-2:${account}:orders`,
    }),
    at: '"sns.amazonaws.com"',
    severity: 'warning',
  },
  {
    rule: 'execution-role-trust',
    shows: 'an execution role where another account is to call',
    policy: allow({
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    at: '"lambda.amazonaws.com"',
    severity: 'error',
    options: { purpose: 'cross-account' },
    corrects: '"sts:ExternalId"',
  },
  {
    rule: 'saml-audience',
    shows: 'assertions that were made for somebody else',
    policy: allow({
      Principal: {
        Federated: `arn:aws:iam::${account}:saml-provider/corporate`,
      },
      Action: 'sts:AssumeRoleWithSAML',
    }),
    at: `"arn:aws:iam::${account}:saml-provider/corporate"`,
    severity: 'error',
    corrects: '"SAML:aud"',
  },
  {
    rule: 'control-effect',
    shows: 'a resource control policy that allows',
    policy: allow({ Principal: '*', Action: 's3:*', Resource: '*' }),
    at: '"Allow"',
    severity: 'error',
    options: { kind: 'resource-control' },
    corrects: '"Deny"',
  },
  {
    rule: 'confused-deputy',
    shows: 'an account that need not be said',
    policy: allow({
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: `arn:aws:sqs:us-east-2:${account}:orders`,
      Condition: {
        StringEqualsIfExists: { 'aws:SourceAccount': account },
      },
    }),
    at: '"events.amazonaws.com"',
    severity: 'warning',
    corrects: '"StringEquals"',
  },
  {
    rule: 'confused-deputy',
    shows: 'a bucket of whomever',
    policy: allow({
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: `arn:aws:sqs:us-east-2:${account}:orders`,
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
    }),
    at: '"s3.amazonaws.com"',
    severity: 'warning',
  },
  {
    rule: 'missing-external-id',
    shows: 'an external id that need not be there',
    policy: allow({
      Principal: { AWS: `arn:aws:iam::${other}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEqualsIfExists: { 'sts:ExternalId': 'cats-orders' } },
    }),
    at: `"arn:aws:iam::${other}:root"`,
    severity: 'warning',
    corrects: '<external-id>',
  },
  {
    rule: 'missing-external-id',
    shows: 'an external id of which none will do',
    policy: allow({
      Principal: { AWS: `arn:aws:iam::${other}:root` },
      Action: 'sts:AssumeRole',
      Condition: {
        'ForAllValues:StringEquals': { 'sts:ExternalId': 'cats-orders' },
        Null: { 'aws:PrincipalArn': 'false' },
      },
    }),
    at: `"arn:aws:iam::${other}:root"`,
    severity: 'warning',
    corrects: '<external-id>',
  },
  {
    rule: 'web-identity',
    shows: 'identity pools of everybody',
    policy: allow({
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        'ForAnyValue:StringLike': {
          'cognito-identity.amazonaws.com:amr': 'authenticated',
        },
      },
    }),
    at: '"cognito-identity.amazonaws.com"',
    severity: 'error',
    corrects: '<identity-pool-id>',
  },
];
