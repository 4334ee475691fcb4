import type { Catalogue } from '../../catalogue';
import { parseArn } from '../../arn';
import type {
  AccessRequest,
  ApplicablePolicies,
  NamedPolicy,
  RequestContext,
} from '../../evaluator';
import { policyOf } from '../policy';
import { oidcProviderArn } from '../trust';
import type { RoleDefinition, RolePair, ServiceHop } from '../types';
import { carriesAll } from './asked';
import {
  entryOf,
  externalContext,
  organizationContext,
  ownerOf,
  resourcePolicyOf,
  sessionArn,
  tagsSessions,
} from './chain';
import { nearbyArns, nearbyContexts, strangerAccount } from './variations';

/** A call that must be denied, with the policies that have a say in it. */
export interface Attempt {
  request: AccessRequest;
  policies: ApplicablePolicies;
}

/** Whatever an intruder's own account may let it do. */
const everythingAllowed: NamedPolicy = {
  name: 'intruder',
  document: policyOf([{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }]),
};

/** A role with those calls that rightly take it. */
interface Door {
  role: RoleDefinition;
  caller: string;
  /** What each of the actions carries. */
  actions: Record<string, RequestContext>;
  /** Patterns of other values that are as good. */
  within?: ServiceHop['within'];
}

/**
 * Everybody who must not get into a role of the pair: the right caller with a wrong or missing external id, subject, audience or
 * source, another one with all of that right, and the right one with another action.
 */
export function attemptsOn(pair: RolePair, catalogue: Catalogue): Attempt[] {
  const stsActions = (catalogue.service('sts')?.actions ?? []).map(
    ({ name }) => `sts:${name}`,
  );
  const strangers = strangersOf(pair);
  return doorsOf(pair).flatMap(({ role, caller, actions, within }) => {
    const attempt = (
      principal: string,
      action: string,
      context: RequestContext,
    ): Attempt => ({
      request: { principal, action, resource: role.arn, context },
      policies: {
        identity: [everythingAllowed],
        resource: { name: `trust of ${role.name}`, document: role.trustPolicy },
      },
    });
    const entries = Object.entries(actions);
    return [
      ...entries.flatMap(([action, context]) =>
        nearbyContexts(context)
          .filter(other => !carriesAll(other, context, within))
          .map(other => attempt(caller, action, other)),
      ),
      ...entries.flatMap(([action, context]) =>
        strangers
          .filter(stranger => stranger !== caller)
          .map(stranger => attempt(stranger, action, context)),
      ),
      ...stsActions
        .filter(action => takesRole(action) && !(action in actions))
        .map(action => attempt(caller, action, entries[0][1])),
    ];
  });
}

/** Others who make the asked calls on resources that have a policy of the pair. */
export function attemptsOnResources(pair: RolePair): Attempt[] {
  const rightful = sessionArn(pair.external.arn);
  const strangers = strangersOf(pair).filter(other => other !== rightful);
  return pair.asked
    .filter(({ through }) => !through)
    .flatMap(access => {
      const { action, resource, context } = access;
      const policy = resourcePolicyOf(pair, resource);
      const resourceAccountId = ownerOf(pair, access);
      return (policy ? strangers : []).map(principal => ({
        request: { principal, action, resource, resourceAccountId, context },
        policies: {
          // In the account itself, somebody without permissions stands for what the policy alone gives away.
          identity:
            parseArn(principal)?.accountId === resourceAccountId
              ? []
              : [everythingAllowed],
          resource: policy,
        },
      }));
    });
}

function doorsOf(pair: RolePair): Door[] {
  const { caller, action, context } = entryOf(pair);
  const tags = tagsSessions(pair);
  const organization = organizationContext(pair.platformAccount.organizationId);
  const hops = new Map(
    pair.asked.flatMap(({ through }) =>
      through ? [[through.roleArn, through]] : [],
    ),
  );
  return [
    {
      role: pair.platform,
      caller,
      actions: {
        [action]: context,
        ...(tags && { 'sts:TagSession': context }),
      },
    },
    {
      role: pair.external,
      caller: sessionArn(pair.platform.arn),
      actions: {
        'sts:AssumeRole': externalContext(pair),
        ...(tags && { 'sts:TagSession': organization }),
      },
    },
    ...pair.executionRoles.flatMap((role): Door[] => {
      const hop = hops.get(role.arn);
      return hop
        ? [
            {
              role,
              caller: hop.servicePrincipal,
              actions: { 'sts:AssumeRole': hop.context ?? {} },
              within: hop.within,
            },
          ]
        : [];
    }),
  ];
}

/** Principals that none of the pair's roles is for, and those of the pair, each of which is for one role only. */
function strangersOf(pair: RolePair): string[] {
  const { platformAccount, platform, external, account } = pair;
  const { partition, accountId, oidcIssuer } = platformAccount;
  const nearPlatform = nearbyArns({ action: '', resource: platform.arn })
    .filter(arn => /:iam::\d+:role\/[^/:]+$/.test(arn))
    .map(sessionArn);
  const root = (id: string) => `arn:${partition}:iam::${id}:root`;
  return [
    ...nearPlatform,
    sessionArn(platform.arn),
    sessionArn(external.arn),
    sessionArn(`arn:${partition}:iam::${account.accountId}:role/other`),
    `arn:${partition}:iam::${accountId}:user/${platform.name}`,
    `arn:${partition}:iam::${strangerAccount}:user/other`,
    root(strangerAccount),
    oidcProviderArn(platformAccount, oidcIssuer),
    oidcProviderArn(platformAccount, `${oidcIssuer}0`),
    oidcProviderArn({ partition, accountId: strangerAccount }, oidcIssuer),
    'pods.eks.amazonaws.com',
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'sagemaker.amazonaws.com',
    '*',
  ];
}

/** The other actions of STS have no role as their resource, or need none. */
function takesRole(action: string): boolean {
  return /^sts:(AssumeRole|TagSession$|SetSourceIdentity$)/.test(action);
}
