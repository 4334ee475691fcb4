import type { ConditionBlock, PolicyDocument, Statement } from '../document';
import { policyOf } from './policy';
import type { PlatformAccount, Workload } from './types';

/** What stands in front of the colons of an OIDC provider's condition keys, and behind `oidc-provider/` in its ARN. */
type Issuer = string;

/** ARN of a cluster's OIDC provider in IAM. */
export function oidcProviderArn(
  { partition, accountId }: Pick<PlatformAccount, 'partition' | 'accountId'>,
  issuer: Issuer,
): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`;
}

/**
 * Lets the pods of one service account take a role with their token (IAM roles for service accounts). Both audience and
 * subject are compared as a whole: without `aud` any token of the issuer counts, without `sub` any pod of the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust(
  platform: PlatformAccount,
  { namespace, serviceAccount }: Workload,
): PolicyDocument {
  const issuer = platform.oidcIssuer;
  return policyOf([
    {
      Sid: 'AllowServiceAccount',
      Effect: 'Allow',
      Principal: { Federated: [oidcProviderArn(platform, issuer)] },
      Action: ['sts:AssumeRoleWithWebIdentity'],
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: ['sts.amazonaws.com'],
          [`${issuer}:sub`]: [
            `system:serviceaccount:${namespace}:${serviceAccount}`,
          ],
        },
      },
    },
  ]);
}

/**
 * Lets EKS Pod Identity hand a role to the pods of one service account of one cluster. Without the conditions every
 * association in the account could use the role. The request tags are there as long as session tags are not switched off for
 * the association.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function podIdentityTrust(
  platform: PlatformAccount,
  { namespace, serviceAccount }: Workload,
): PolicyDocument {
  return policyOf([
    {
      Sid: 'AllowPodIdentity',
      Effect: 'Allow',
      Principal: { Service: ['pods.eks.amazonaws.com'] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': [platform.accountId],
          'aws:RequestTag/kubernetes-namespace': [namespace],
          'aws:RequestTag/kubernetes-service-account': [serviceAccount],
        },
        ArnEquals: { 'aws:SourceArn': [platform.clusterArn] },
      },
    },
  ]);
}

/**
 * Lets one role of the platform take a role of an external account. The account is the principal and the role a condition: a
 * role as principal becomes an id when it is saved, so it would have to exist first, and trust would end when it is made anew.
 *
 * Pod Identity's session tags are transitive: the second hop carries them too, so `sts:TagSession` has to be allowed as well.
 * It has a statement of its own, because its requests know no `sts:ExternalId`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function externalTrust(
  platform: PlatformAccount,
  caller: { roleArn: string; externalId: string } & Pick<Workload, 'identity'>,
): PolicyDocument {
  const principal = {
    AWS: [`arn:${platform.partition}:iam::${platform.accountId}:root`],
  };
  const organization: Record<string, string[]> = platform.organizationId
    ? { 'aws:PrincipalOrgID': [platform.organizationId] }
    : {};
  const assume: Statement = {
    Sid: 'AllowPlatformRole',
    Effect: 'Allow',
    Principal: principal,
    Action: ['sts:AssumeRole'],
    Condition: {
      StringEquals: { 'sts:ExternalId': [caller.externalId], ...organization },
      ArnEquals: { 'aws:PrincipalArn': [caller.roleArn] },
    },
  };
  const tag: Statement = {
    Sid: 'AllowSessionTagsOfPlatformRole',
    Effect: 'Allow',
    Principal: principal,
    Action: ['sts:TagSession'],
    Condition: {
      ...(platform.organizationId && { StringEquals: organization }),
      ArnEquals: { 'aws:PrincipalArn': [caller.roleArn] },
    },
  };
  return policyOf(
    caller.identity === 'pod-identity' ? [assume, tag] : [assume],
  );
}

/**
 * Lets an AWS service take a role, for one resource of one account: without the conditions the service could be talked into
 * using the role on behalf of somebody else.
 *
 * @param service - `lambda.amazonaws.com`
 * @param source - for whom; `arnPattern` may hold wildcards, where a resource's full ARN is not known beforehand
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
export function serviceTrust(
  service: string,
  source: { accountId: string; arn?: string; arnPattern?: string },
): PolicyDocument {
  const condition: ConditionBlock = {
    StringEquals: { 'aws:SourceAccount': [source.accountId] },
    ...(source.arn && { ArnEquals: { 'aws:SourceArn': [source.arn] } }),
    ...(source.arnPattern && {
      ArnLike: { 'aws:SourceArn': [source.arnPattern] },
    }),
  };
  return policyOf([
    {
      Sid: 'AllowService',
      Effect: 'Allow',
      Principal: { Service: [service] },
      Action: ['sts:AssumeRole'],
      Condition: condition,
    },
  ]);
}
