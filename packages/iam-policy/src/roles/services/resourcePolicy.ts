import type { Statement } from '../../document';
import { policyOf } from '../policy';
import type { AskedAccess, ResourcePolicy, ServicePlace } from '../types';

/** A policy on a resource, or none where it has nothing to say. */
export function resourcePolicy(
  resource: string,
  statements: Statement[],
): ResourcePolicy[] {
  return statements.length > 0
    ? [{ resource, policy: { name: resource, document: policyOf(statements) } }]
    : [];
}

/**
 * What the policy of another account's resource has to say, so that the external role may do there what its own statements allow:
 * between accounts both sides have to. The account is the principal and the role a condition, so that the role need not exist when
 * the policy is written.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function forExternalRole(
  statements: Statement[],
  { partition, accountId, roleArn }: ServicePlace,
): Statement[] {
  return statements.map(statement => ({
    ...statement,
    Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
    Condition: {
      ...statement.Condition,
      ArnEquals: { 'aws:PrincipalArn': [roleArn] },
    },
  }));
}

/**
 * Nobody calls without TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
 */
export function denyPlainText(
  sid: string,
  actions: string[],
  resources: string[],
): Statement {
  return {
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
  };
}

/** The same calls without TLS, which {@link denyPlainText} refuses. */
export function inPlainText(asked: AskedAccess[]): AskedAccess[] {
  return asked.map(call => ({
    ...call,
    context: { ...call.context, 'aws:SecureTransport': 'false' },
  }));
}
