import { account, allow, type LintCase } from './types';

const publish = {
  Action: 'sns:Publish',
  Resource: `arn:aws:sns:us-east-2:${account}:orders`,
};
const when = (Condition: object) => allow({ ...publish, Condition });

export const conditions: LintCase[] = [
  {
    rule: 'unknown-operator',
    shows: 'an operator with a slip',
    policy: when({
      'ForAnyValue:StringEqual': { 'aws:CalledVia': 'athena.amazonaws.com' },
    }),
    at: '"ForAnyValue:StringEqual"',
    severity: 'error',
    corrects: '"ForAnyValue:StringEquals"',
  },
  {
    rule: 'unknown-condition-key',
    shows: 'a key that there is not',
    policy: when({ StringEquals: { 'aws:SourceAcount': account } }),
    at: '"aws:SourceAcount"',
    severity: 'error',
    corrects: '"aws:SourceAccount"',
  },
  {
    rule: 'unknown-condition-key',
    shows: 'a key that the action does not know',
    policy: when({
      StringEquals: { 'iam:PassedToService': 'sns.amazonaws.com' },
    }),
    at: '"iam:PassedToService"',
    severity: 'error',
  },
  {
    rule: 'unknown-condition-key',
    shows: 'a key that only some of the actions know',
    policy: allow({
      Action: ['s3:ListBucket', 's3:GetObject'],
      Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/orders/*'],
      Condition: { StringEquals: { 's3:prefix': 'orders/' } },
    }),
    at: '"s3:prefix"',
    severity: 'warning',
  },
  {
    rule: 'operator-type',
    shows: 'an address range as text',
    policy: when({ StringEquals: { 'aws:SourceIp': '192.0.2.0/24' } }),
    at: '"aws:SourceIp"',
    severity: 'error',
    corrects: '"IpAddress"',
  },
  {
    rule: 'operator-type',
    shows: 'a yes that is no boolean',
    policy: when({ Bool: { 'aws:SecureTransport': 'yes' } }),
    at: '"aws:SecureTransport"',
    severity: 'error',
    corrects: '"true"',
  },
  {
    rule: 'operator-type',
    shows: 'a key with many values beside an operator for one',
    policy: when({ StringEquals: { 'aws:CalledVia': 'athena.amazonaws.com' } }),
    at: '"aws:CalledVia"',
    severity: 'error',
    corrects: '"ForAnyValue:StringEquals"',
  },
  {
    rule: 'operator-type',
    shows: 'a number that is none',
    policy: when({ NumericLessThan: { 'aws:MultiFactorAuthAge': 'one hour' } }),
    at: '"aws:MultiFactorAuthAge"',
    severity: 'error',
  },
  {
    rule: 'literal-wildcard',
    shows: 'a star that is compared as a star',
    policy: when({ StringEquals: { 'aws:PrincipalTag/team': 'orders-*' } }),
    at: '"orders-*"',
    severity: 'error',
    corrects: '"StringLike"',
  },
  {
    rule: 'literal-wildcard',
    shows: 'an operator for patterns beside plain text',
    policy: when({ StringLike: { 'aws:PrincipalTag/team': 'orders' } }),
    at: '"aws:PrincipalTag/team"',
    severity: 'info',
    corrects: '"StringEquals"',
  },
  {
    rule: 'for-all-values',
    shows: 'a condition that a request without the key meets',
    policy: when({
      'ForAllValues:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' },
    }),
    at: '"ForAllValues:StringEquals"',
    severity: 'warning',
    corrects: '"Null"',
  },
  {
    rule: 'operator-type',
    shows: 'an address that there cannot be',
    policy: when({ IpAddress: { 'aws:SourceIp': '192.0.2.300/24' } }),
    at: '"aws:SourceIp"',
    severity: 'error',
    corrects: '<address-range>',
  },
  {
    rule: 'private-address',
    shows: 'a private address where only public ones come along',
    policy: when({
      IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '172.31.0.1'] },
    }),
    at: '"aws:SourceIp"',
    severity: 'warning',
    corrects: '"aws:VpcSourceIp"',
  },
];
