import { parseArn } from '../../arn';
import type {
  AccessChain,
  NamedPolicy,
  RequestContext,
  RoleHop,
} from '../../evaluator';
import { policyOf } from '../policy';
import { everyResourcePolicy } from '../resourcePolicies';
import { oidcProviderArn } from '../trust';
import type {
  AskedAccess,
  RoleDefinition,
  RolePair,
  ServiceHop,
} from '../types';

/** Names of sessions do not count in any policy of a pair. */
const sessionName = 'verification';

/** Who comes to the platform role, and what the call that takes it carries. */
export interface Entry {
  caller: string;
  action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity';
  context: RequestContext;
}

/**
 * How the workload gets the platform role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function entryOf({ platformAccount, workload }: RolePair): Entry {
  const { oidcIssuer, clusterArn, accountId } = platformAccount;
  const { namespace, serviceAccount } = workload;
  return workload.identity === 'irsa'
    ? {
        caller: oidcProviderArn(platformAccount, oidcIssuer),
        action: 'sts:AssumeRoleWithWebIdentity',
        context: {
          [`${oidcIssuer}:aud`]: 'sts.amazonaws.com',
          [`${oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        },
      }
    : {
        caller: 'pods.eks.amazonaws.com',
        action: 'sts:AssumeRole',
        context: {
          'aws:SourceAccount': accountId,
          'aws:SourceArn': clusterArn,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
      };
}

/** What the call that takes the external role carries. */
export function externalContext({
  platformAccount,
  account,
}: RolePair): RequestContext {
  return {
    'sts:ExternalId': account.externalId,
    ...organizationContext(platformAccount.organizationId),
  };
}

/** A caller from an organization brings its id along. */
export function organizationContext(id: string | undefined): RequestContext {
  return id ? { 'aws:PrincipalOrgID': id } : {};
}

/** Pod Identity's session tags are transitive, so they come along to the external role. */
export function tagsSessions({ workload }: RolePair): boolean {
  return workload.identity === 'pod-identity';
}

/**
 * All steps of one asked call: from the workload through both roles, or from the service through its execution role.
 *
 * The boundary of the platform role is known by its ARN only, so it does not limit here.
 */
export function chainOf(pair: RolePair, asked: AskedAccess): AccessChain {
  const { action, resource, context, through } = asked;
  const resourceAccountId = ownerOf(pair, asked);
  const entry = entryOf(pair);
  return {
    caller: through ? through.servicePrincipal : entry.caller,
    hops: through ? [serviceHop(pair, through)] : workloadHops(pair, entry),
    request: {
      action,
      resource,
      resourceAccountId,
      context,
    },
    resource: resourcePolicyOf(pair, resource),
  };
}

/** The account of the resource of an asked call. */
export function ownerOf({ account }: RolePair, asked: AskedAccess): string {
  return asked.resourceAccountId ?? account.accountId;
}

function workloadHops(pair: RolePair, entry: Entry): RoleHop[] {
  const tagsSession = tagsSessions(pair);
  return [
    {
      ...hop(pair.platform),
      action: entry.action,
      context: entry.context,
      tagsSession,
    },
    { ...hop(pair.external), context: externalContext(pair), tagsSession },
  ];
}

function serviceHop(pair: RolePair, { roleArn, context }: ServiceHop): RoleHop {
  const role = pair.executionRoles.find(({ arn }) => arn === roleArn);
  return role
    ? { ...hop(role), context }
    : { roleArn, trustPolicy: policyOf([]), identity: [], context };
}

function hop({ arn, trustPolicy, policies }: RoleDefinition): RoleHop {
  return { roleArn: arn, trustPolicy, identity: policies, sessionName };
}

/**
 * The policy that lies on a resource, or on what holds it: on the bucket of an object, on the function of an alias. A KMS key has
 * one even when nobody wrote it: the default key policy leaves the decision to IAM.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function resourcePolicyOf(
  pair: RolePair,
  resource: string,
): NamedPolicy | undefined {
  const found = everyResourcePolicy(pair).find(
    ({ resource: holder }) =>
      resource === holder ||
      resource.startsWith(`${holder}/`) ||
      resource.startsWith(`${holder}:`),
  );
  return found ? found.policy : defaultKeyPolicyOf(resource);
}

function defaultKeyPolicyOf(resource: string): NamedPolicy | undefined {
  const arn = parseArn(resource);
  return arn?.service === 'kms'
    ? policyOfAccount(arn.partition, arn.accountId)
    : undefined;
}

/** A resource's policy that leaves it to an account which of its principals may do what. */
export function policyOfAccount(
  partition: string,
  accountId: string,
): NamedPolicy {
  return {
    name: `whatever IAM allows in ${accountId}`,
    document: policyOf([
      {
        Effect: 'Allow',
        Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
        Action: ['*'],
        Resource: ['*'],
      },
    ]),
  };
}

/** A session of a role, as IAM names it. */
export function sessionArn(roleArn: string): string {
  return `${roleArn
    .replace(':iam::', ':sts::')
    .replace(':role/', ':assumed-role/')}/${sessionName}`;
}
