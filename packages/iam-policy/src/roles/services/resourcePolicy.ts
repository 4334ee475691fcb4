import type { Statement } from '../../document';
import { policyOf } from '../policy';
import type { AskedAccess, ResourcePolicy, ServicePlace } from '../types';

/**
 * What the policy of a resource has to say. In the account of the external role the role's own policy is enough, and all that is
 * left to say is that nobody calls in plain text. A resource of another account has to let the role in as well: each of its
 * statements is then written down on both sides, there for the external role only.
 *
 * @param resource - whose policy it is: `arn:aws:s3:::reports`
 * @param insecure - what is denied without TLS: actions and resources, as far as the policy reaches
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
 */
export function resourcePolicy(
  resource: string,
  statements: Statement[],
  insecure: { sid: string; actions: string[]; resources: string[] },
  place: ServicePlace,
): ResourcePolicy {
  return {
    resource,
    policy: {
      name: resource,
      document: policyOf([
        ...statements.map(statement => forExternalRole(statement, place)),
        {
          Sid: insecure.sid,
          Effect: 'Deny',
          Principal: '*',
          Action: insecure.actions,
          Resource: insecure.resources,
          Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        },
      ]),
    },
  };
}

/** What the policies of another account's keys have to say, so that the external role can use them as its statements say. */
export function keyPolicies(
  statements: Statement[],
  place: ServicePlace,
): ResourcePolicy[] {
  return statements.flatMap(statement =>
    (statement.Resource ?? []).map(resource => ({
      resource,
      policy: {
        name: resource,
        document: policyOf([
          forExternalRole({ ...statement, Resource: [resource] }, place),
        ]),
      },
    })),
  );
}

/** The account is the principal and the role a condition, so that the role need not exist when the policy is written. */
function forExternalRole(
  statement: Statement,
  { partition, accountId, roleArn }: ServicePlace,
): Statement {
  return {
    ...statement,
    Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
    Condition: {
      ...statement.Condition,
      ArnEquals: { 'aws:PrincipalArn': [roleArn] },
    },
  };
}

/** The same calls without TLS, which {@link resourcePolicy} refuses. */
export function inPlainText(asked: AskedAccess[]): AskedAccess[] {
  return asked.map(call => ({
    ...call,
    context: { ...call.context, 'aws:SecureTransport': 'false' },
  }));
}

/** Calls to resources of another account than the pair's external one say so. */
export function ownedBy(
  accountId: string | undefined,
  asked: AskedAccess[],
): AskedAccess[] {
  return accountId
    ? asked.map(call => ({ ...call, resourceAccountId: accountId }))
    : asked;
}
