import type { RolePair } from '../types';
import {
  policyOfAccount,
  resourcePolicyOf,
  sessionArn,
  tagsSessions,
} from './chain';
import type { Actor } from './search';

/** The roles of a pair as callers, each with what it may do. */
export function actorsOf(pair: RolePair): Actor[] {
  const {
    platformAccount,
    platform,
    external,
    executionRoles,
    resourcePolicies,
  } = pair;
  const trusting = policyOfAccount(
    platformAccount.partition,
    platformAccount.accountId,
  );
  const inAccount = {
    resourcePolicy: (resource: string) => resourcePolicyOf(pair, resource),
    resourcePolicies: resourcePolicies.map(({ policy }) => policy),
  };
  return [
    {
      principal: sessionArn(platform.arn),
      identity: platform.policies,
      asked: [
        'sts:AssumeRole',
        ...(tagsSessions(pair) ? ['sts:TagSession'] : []),
      ].map(action => ({ action, resource: external.arn })),
      // So that its own policies alone limit what it reaches in other accounts.
      resourcePolicy: () => trusting,
      resourcePolicies: [],
    },
    {
      principal: sessionArn(external.arn),
      identity: external.policies,
      asked: pair.asked.filter(({ through }) => !through),
      ...inAccount,
    },
    ...executionRoles.map(role => ({
      principal: sessionArn(role.arn),
      identity: role.policies,
      asked: pair.asked.filter(({ through }) => through?.roleArn === role.arn),
      ...inAccount,
    })),
  ];
}
