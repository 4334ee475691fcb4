import type { Statement } from '@cluster-self-service/iam-policy';

/**
 * Lets a role make and manage roles and policies under a prefix, and nothing with more rights than the boundary gives.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function boundedIamStatements({
  accountId,
  changesPolicies,
  madeRolePrefix,
  madeRolesBoundaryArn,
  partition,
  passedToServices,
  permissionsBoundaryArn,
  roleArn,
}: {
  accountId: string;
  /** Whether managed policies under the prefix may be changed in place. */
  changesPolicies: boolean;
  madeRolePrefix: string;
  /** Bounds every role that is made. */
  madeRolesBoundaryArn: string;
  partition: string;
  passedToServices: string[];
  /** Bounds the role itself. */
  permissionsBoundaryArn?: string;
  /** Of the role that gets these statements. */
  roleArn: string;
}): Statement[] {
  const iam = `arn:${partition}:iam::${accountId}`;
  const roles = [`${iam}:role/${madeRolePrefix}*`];
  return [
    {
      Sid: 'MakeBoundedRoles',
      Effect: 'Allow',
      Action: [
        'iam:CreateRole',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:UpdateAssumeRolePolicy',
      ],
      Resource: roles,
      Condition: {
        StringEquals: { 'iam:PermissionsBoundary': [madeRolesBoundaryArn] },
      },
    },
    {
      Sid: 'ManageMadeRoles',
      Effect: 'Allow',
      Action: [
        'iam:GetRole',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
        'iam:DeleteRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:ListRoleTags',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfilesForRole',
      ],
      Resource: roles,
    },
    {
      Sid: 'PassMadeRoles',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: roles,
      Condition: {
        StringEquals: { 'iam:PassedToService': passedToServices },
      },
    },
    {
      Sid: 'ManageMadePolicies',
      Effect: 'Allow',
      Action: [
        'iam:CreatePolicy',
        'iam:GetPolicy',
        'iam:DeletePolicy',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
        'iam:ListPolicyTags',
        'iam:TagPolicy',
        'iam:UntagPolicy',
        ...(changesPolicies
          ? ['iam:CreatePolicyVersion', 'iam:DeletePolicyVersion']
          : []),
      ],
      Resource: [`${iam}:policy/${madeRolePrefix}*`],
    },
    {
      Sid: 'ManageInstanceProfiles',
      Effect: 'Allow',
      Action: [
        'iam:CreateInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:AddRoleToInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:TagInstanceProfile',
        'iam:UntagInstanceProfile',
      ],
      Resource: [`${iam}:instance-profile/${madeRolePrefix}*`],
    },
    {
      Sid: 'ManageClusterIdentity',
      Effect: 'Allow',
      Action: [
        'iam:CreateOpenIDConnectProvider',
        'iam:GetOpenIDConnectProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:UpdateOpenIDConnectProviderThumbprint',
        'iam:AddClientIDToOpenIDConnectProvider',
        'iam:RemoveClientIDFromOpenIDConnectProvider',
        'iam:TagOpenIDConnectProvider',
        'iam:UntagOpenIDConnectProvider',
      ],
      Resource: [`${iam}:oidc-provider/oidc.eks.*`],
    },
    {
      Sid: 'KeepItselfAndBoundaries',
      Effect: 'Deny',
      Action: [
        'iam:Attach*',
        'iam:Create*',
        'iam:Delete*',
        'iam:Detach*',
        'iam:PassRole',
        'iam:Put*',
        'iam:Set*',
        'iam:Tag*',
        'iam:Untag*',
        'iam:Update*',
      ],
      Resource: [
        roleArn,
        madeRolesBoundaryArn,
        ...(permissionsBoundaryArn ? [permissionsBoundaryArn] : []),
      ],
    },
    {
      Sid: 'KeepBoundariesOfRoles',
      Effect: 'Deny',
      Action: ['iam:DeleteRolePermissionsBoundary'],
      Resource: ['*'],
    },
  ];
}
