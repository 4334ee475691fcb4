import { type PolicyDocument, type Statement } from '../../document';
import { evaluate } from '../evaluate';
import {
  type AccessRequest,
  type ApplicablePolicies,
  type Decision,
  type NamedPolicy,
} from '../types';

export const ACCOUNT = '111111111111';
export const OTHER = '222222222222';
export const USER = `arn:aws:iam::${ACCOUNT}:user/ada`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/builder`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/builder/run-1`;
export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

export const ORDERS = `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`;
export const ABROAD = `arn:aws:sqs:us-east-1:${OTHER}:orders`;
export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/deployer`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd`;

/** A statement that allows everything, but for what is stated. */
export function allow(parts: Partial<Statement> = {}): Statement {
  return {
    Effect: 'Allow',
    ...(!parts.NotAction && { Action: ['*'] }),
    ...(!parts.NotResource && { Resource: ['*'] }),
    ...parts,
  };
}

export function deny(parts: Partial<Statement> = {}): Statement {
  return { ...allow(parts), Effect: 'Deny' };
}

export function document(...Statement: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

export function policy(name: string, ...statements: Statement[]): NamedPolicy {
  return { name, document: document(...statements) };
}

export const everything = policy('everything', allow());
export const otherThings = policy(
  'other things',
  allow({ Action: ['glue:*'] }),
);
export const grantTo = (...AWS: string[]) =>
  policy('queue', allow({ Principal: { AWS } }));

/** The decision on a user's call of a queue in its own account, but for what is stated. */
export function decide(
  request: Partial<AccessRequest>,
  policies: ApplicablePolicies = {},
): Decision {
  return evaluate(
    {
      principal: USER,
      action: 'sqs:SendMessage',
      resource: ORDERS,
      ...request,
    },
    policies,
  ).decision;
}
