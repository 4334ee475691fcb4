import { account, allow, type LintCase } from './types';

const secret = `arn:aws:secretsmanager:us-east-2:${account}:secret:cats/orders/*`;
const read = { Action: 'secretsmanager:GetSecretValue', Resource: secret };

export const grammar: LintCase[] = [
  {
    rule: 'json-syntax',
    shows: 'a comma that is missing',
    policy: `{
  "Version": "2012-10-17"
  "Statement": { "Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*" }
}`,
    at: '"Statement"',
    severity: 'error',
    corrects: ',',
  },
  {
    rule: 'json-syntax',
    shows: 'a comma too many',
    policy: `{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*", }
}`,
    at: '}',
    severity: 'error',
  },
  {
    rule: 'json-syntax',
    shows: 'a key that stands twice',
    policy: `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sns:Publish",
    "Resource": "arn:aws:sns:us-east-2:${account}:orders",
    "Condition": { "Null": { "aws:SourceVpc": "false" }, "Null": { "aws:SourceArn": "false" } }
  }
}`,
    at: '"Null"',
    nth: 1,
    severity: 'error',
  },
  {
    rule: 'json-syntax',
    shows: 'a comment',
    policy: `{
  // who reads secrets
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*" }
}`,
    at: '// who reads secrets',
    severity: 'error',
  },
  {
    rule: 'json-syntax',
    shows: 'a brace that is missing at the end',
    policy: `{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*" }`,
    at: '',
    severity: 'error',
    corrects: '}',
  },
  {
    rule: 'unquoted-placeholder',
    shows: 'a placeholder without quotes',
    policy: `{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Deny", "Action": [<service>:<action>], "Resource": "*" }
}`,
    at: '<service>:<action>',
    severity: 'error',
    corrects: '"<service>:<action>"',
  },
  {
    rule: 'bare-statement',
    shows: 'a statement without the policy around it',
    policy: { Effect: 'Allow', ...read },
    at: JSON.stringify({ Effect: 'Allow', ...read }, null, 2),
    severity: 'error',
    corrects: '"Version": "2012-10-17"',
  },
  {
    rule: 'unknown-element',
    shows: 'an element in the wrong case',
    policy: {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', action: 'sqs:ListQueues', Resource: '*' },
    },
    at: '"action"',
    severity: 'error',
    corrects: '"Action"',
  },
  {
    rule: 'unknown-element',
    shows: 'an element that IAM does not have',
    policy: allow({ ...read, Description: 'reads secrets' }),
    at: '"Description"',
    severity: 'error',
  },
  {
    rule: 'unknown-element',
    shows: 'an element of the policy that IAM does not have',
    policy: { ...allow(read), Comment: 'x' },
    at: '"Comment"',
    severity: 'error',
  },
  {
    rule: 'exclusive-elements',
    shows: 'Action beside NotAction',
    policy: allow({ ...read, NotAction: 'iam:*' }),
    at: '"NotAction"',
    severity: 'error',
  },
  {
    rule: 'policy-version',
    shows: 'a policy without a version',
    policy: { Statement: [{ Effect: 'Allow', ...read }] },
    at: '{',
    severity: 'warning',
    corrects: '"Version": "2012-10-17",',
  },
  {
    rule: 'policy-version',
    shows: 'variables in the language of 2008',
    policy: {
      Version: '2008-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::homes/${aws:username}/*',
        },
      ],
    },
    at: '"2008-10-17"',
    severity: 'error',
    corrects: '"2012-10-17"',
  },
  {
    rule: 'policy-version',
    shows: "today's date as version",
    policy: {
      Version: '2026-11-21',
      Statement: [{ Effect: 'Allow', ...read }],
    },
    at: '"2026-11-21"',
    severity: 'error',
  },
  {
    rule: 'effect',
    shows: 'a statement without effect',
    policy: { Version: '2012-10-17', Statement: [read] },
    at: `{
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "${secret}"
    }`,
    severity: 'error',
    corrects: '"Effect": "Allow"',
  },
  {
    rule: 'effect',
    shows: 'an effect in the wrong case',
    policy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'deny', ...read }],
    },
    at: '"deny"',
    severity: 'error',
    corrects: '"Deny"',
  },
  {
    rule: 'missing-element',
    shows: 'a policy without statements',
    policy: '{ "Version": "2012-10-17" }',
    at: '{ "Version": "2012-10-17" }',
    severity: 'error',
  },
  {
    rule: 'missing-element',
    shows: 'an identity policy without resource',
    policy: allow({ Action: 'sqs:ListQueues' }),
    at: `{
      "Effect": "Allow",
      "Action": "sqs:ListQueues"
    }`,
    severity: 'error',
    corrects: '"Resource": "<resource-arn>"',
  },
  {
    rule: 'missing-element',
    shows: 'a trust policy without principal',
    policy: allow({ Action: 'sts:AssumeRole' }),
    at: `{
      "Effect": "Allow",
      "Action": "sts:AssumeRole"
    }`,
    severity: 'error',
    options: { kind: 'trust' },
    corrects: '"Principal"',
  },
  {
    rule: 'unexpected-element',
    shows: 'a principal in an identity policy',
    policy: allow({ Principal: { AWS: account }, ...read }),
    at: '"Principal"',
    severity: 'error',
    options: { kind: 'identity' },
  },
  {
    rule: 'unexpected-element',
    shows: 'a resource in a trust policy',
    policy: allow({
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { StringEquals: { 'sts:ExternalId': 'cats@orders' } },
    }),
    at: '"Resource"',
    severity: 'error',
  },
  {
    rule: 'unexpected-element',
    shows: 'a principal in a service control policy',
    policy: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' },
      ],
    },
    at: '"Principal"',
    severity: 'error',
    options: { kind: 'service-control' },
  },
  {
    rule: 'empty-list',
    shows: 'an element that names nothing',
    policy: allow({ Action: [], Resource: secret }),
    at: '[]',
    severity: 'error',
  },
  {
    rule: 'statement-id',
    shows: 'a Sid with spaces',
    policy: allow({ Sid: 'Read secrets', ...read }),
    at: '"Read secrets"',
    severity: 'error',
    corrects: '"Readsecrets"',
  },
  {
    rule: 'statement-id',
    shows: 'a Sid that stands twice',
    policy: {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Read', Effect: 'Allow', ...read },
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: 'sqs:ListQueues',
          Resource: '*',
        },
      ],
    },
    at: '"Read"',
    nth: 1,
    severity: 'error',
    corrects: '"Read2"',
  },
  {
    rule: 'policy-size',
    shows: 'white space that makes a control policy too large',
    policy: `${' '.repeat(5_000)}${JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'sqs:*', Resource: '*' }],
      },
      null,
      2,
    )}`,
    at: '*',
    severity: 'error',
    options: { kind: 'service-control' },
  },
  {
    rule: 'policy-object',
    shows: 'a list in place of a policy',
    policy: '[]',
    at: '*',
    severity: 'error',
    corrects: '"Statement"',
  },
  {
    rule: 'policy-object',
    shows: 'nothing in place of a policy',
    policy: 'null',
    at: '*',
    severity: 'error',
  },
  {
    rule: 'unsupported-character',
    shows: 'a letter that only looks like an o',
    policy: allow({
      Action: 'sns:Publish',
      Resource: `arn:aws:sns:us-east-2:${account}:\u043erders`,
    }),
    at: `"arn:aws:sns:us-east-2:${account}:\u043erders"`,
    severity: 'error',
    corrects: ':<characters>rders"',
  },
  {
    rule: 'unsupported-character',
    shows: 'a line break in a name',
    policy: allow({
      Action: 'sns:Publish',
      Resource: `arn:aws:sns:us-east-2:${account}:orders\n`,
    }),
    at: `"arn:aws:sns:us-east-2:${account}:orders\\n"`,
    severity: 'error',
  },
];
