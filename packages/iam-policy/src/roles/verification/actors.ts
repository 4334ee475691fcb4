import type { NamedPolicy } from '../../evaluator';
import { policyOf } from '../policy';
import type { ResourcePolicy, RolePair } from '../types';
import {
  ownerOf,
  policyOfAccount,
  resourcePolicyOf,
  sessionArn,
  tagsSessions,
} from './chain';
import type { Actor } from './search';

/**
 * The roles of a pair as callers, each with what it may do. Of a call into another account both sides are looked at one by one, as
 * if the other one allowed everything: what both refuse today must still be refused when one of them is changed.
 */
export function actorsOf(pair: RolePair): Actor[] {
  const { platform, external, executionRoles, account } = pair;
  const inAccount = (roleArn: string, identity: NamedPolicy[]) => ({
    principal: sessionArn(roleArn),
    identity,
    resourcePolicy: trustingOutside(pair, account.accountId),
  });
  const asked = pair.asked.filter(({ through }) => !through);
  const abroad = asked.filter(
    access => ownerOf(pair, access) !== account.accountId,
  );
  return [
    {
      principal: sessionArn(platform.arn),
      identity: platform.policies,
      asked: [
        'sts:AssumeRole',
        ...(tagsSessions(pair) ? ['sts:TagSession'] : []),
      ].map(action => ({ action, resource: external.arn })),
      resourcePolicy: trustingEverywhere(pair, pair.platformAccount.accountId),
    },
    { ...inAccount(external.arn, external.policies), asked },
    {
      principal: sessionArn(external.arn),
      identity: [whateverIsAllowedBy(pair.foreignPolicies)],
      asked: abroad,
      resourcePolicy: resource => resourcePolicyOf(pair, resource),
      accounts: abroad.map(access => ownerOf(pair, access)),
    },
    ...executionRoles.map(role => ({
      ...inAccount(role.arn, role.policies),
      asked: pair.asked.filter(({ through }) => through?.roleArn === role.arn),
    })),
  ];
}

function trustingEverywhere(
  { platformAccount: { partition } }: RolePair,
  accountId: string,
): Actor['resourcePolicy'] {
  const trusting = policyOfAccount(partition, accountId);
  return () => trusting;
}

function trustingOutside(
  pair: RolePair,
  accountId: string,
): Actor['resourcePolicy'] {
  const trusting = trustingEverywhere(pair, accountId);
  return (resource, owner) =>
    owner === accountId
      ? resourcePolicyOf(pair, resource)
      : trusting(resource, owner);
}

/** With it only the policies on resources limit what a caller reaches. */
function whateverIsAllowedBy(policies: ResourcePolicy[]): NamedPolicy {
  const actions = policies.flatMap(({ policy }) =>
    policy.document.Statement.flatMap(({ Action = ['*'] }) => Action),
  );
  return {
    name: 'whatever the resource allows',
    document: policyOf([
      { Effect: 'Allow', Action: [...new Set(actions)], Resource: ['*'] },
    ]),
  };
}
