import { exampleArn, expandActions } from '../../catalogue';
import type { Catalogue } from '../../catalogue';
import type { Statement } from '../../document';
import { evaluate } from '../../evaluator';
import type {
  AccessRequest,
  NamedPolicy,
  RequestContext,
  Verdict,
} from '../../evaluator';
import { everyResourcePolicy } from '../resourcePolicies';
import type { AskedAccess, RolePair } from '../types';
import { isAsked } from './asked';
import { ownerOf } from './chain';
import { nearbyArns, nearbyContexts } from './variations';

/** A call that nobody asked for and that is allowed nevertheless. */
export interface UnaskedAccess {
  request: AccessRequest;
  /** Says which statement allows it. */
  verdict: Verdict;
}

/** Somebody with permissions, and what was asked for on its behalf. */
export interface Actor {
  /** ARN of a session, or a service. */
  principal: string;
  identity: NamedPolicy[];
  asked: AskedAccess[];
  /** The policy on a resource of an account, where there is one. */
  resourcePolicy(resource: string, accountId: string): NamedPolicy | undefined;
  /** Only resources of these accounts are looked at; of all when left out. */
  accounts?: string[];
}

interface Target {
  resource: string;
  accountId: string;
}

/**
 * Goes over all actions of the services, on what was asked for, on what is near to it, on an example of every other type of
 * resource and on `*`, with the context that was asked for, one near to it, and none.
 *
 * An action that no statement allows is not tried at all, and what is not allowed even if all conditions are met is not tried with
 * each of the contexts.
 *
 * @param prefixes - of the services
 */
export function* searchUnasked(
  pair: RolePair,
  actor: Actor,
  prefixes: string[],
  catalogue: Catalogue,
): Generator<UnaskedAccess> {
  const isAllowed = allowedActions(
    [
      ...actor.identity,
      ...everyResourcePolicy(pair).map(({ policy }) => policy),
    ],
    catalogue,
  );
  const isAllowedOn = allowedOn(actor);
  for (const prefix of prefixes) {
    const asked = actor.asked.filter(({ action }) =>
      action.startsWith(`${prefix}:`),
    );
    const actions =
      catalogue.service(prefix)?.actions ?? actionsKnownFrom(asked);
    const targets = targetsAround(pair, asked, prefix, catalogue).filter(
      ({ accountId }) => actor.accounts?.includes(accountId) ?? true,
    );
    for (const { name, resources } of actions) {
      const action = `${prefix}:${name}`;
      if (isAllowed(action)) {
        yield* searchAction(
          actor,
          action,
          targets.filter(
            target =>
              (resources.length > 0 || target.resource === '*') &&
              isAllowedOn(action, target),
          ),
          contextsAround(action, asked),
        );
      }
    }
  }
}

function* searchAction(
  actor: Actor,
  action: string,
  targets: Target[],
  contexts: RequestContext[],
): Generator<UnaskedAccess> {
  for (const { resource, accountId } of targets) {
    for (const context of contexts) {
      const request = {
        principal: actor.principal,
        action,
        resource,
        resourceAccountId: accountId,
        context,
      };
      const verdict = evaluate(request, {
        identity: actor.identity,
        resource: actor.resourcePolicy(resource, accountId),
      });
      if (
        verdict.decision === 'allowed' &&
        !isAsked({ action, resource, context }, actor.asked)
      ) {
        yield { request, verdict };
      }
    }
  }
}

/** Of a service that the catalogue does not have, there is only what was asked for. */
function actionsKnownFrom(
  asked: AskedAccess[],
): Array<{ name: string; resources: string[] }> {
  const names = new Set(asked.map(({ action }) => action));
  return [...names].map(action => ({
    name: action.slice(action.indexOf(':') + 1),
    resources: asked
      .filter(other => other.action === action && other.resource !== '*')
      .map(({ resource }) => resource),
  }));
}

function targetsAround(
  pair: RolePair,
  asked: AskedAccess[],
  prefix: string,
  catalogue: Catalogue,
): Target[] {
  const { platformAccount, platform, external, account } = pair;
  const { accountId } = account;
  const place = {
    partition: platformAccount.partition,
    region: account.region,
    accountId,
  };
  const types = catalogue.service(prefix)?.resourceTypes ?? [];
  const ownRoles =
    prefix === 'iam' || prefix === 'sts' ? [platform.arn, external.arn] : [];
  const targets = [
    ...asked.flatMap(access =>
      [access.resource, ...nearbyArns(access)].map(resource => ({
        resource,
        accountId: ownerOf(pair, access),
      })),
    ),
    ...[
      ...types.map(({ arnFormat }) => exampleArn(arnFormat, place)),
      ...ownRoles,
      '*',
    ].map(resource => ({ resource, accountId })),
  ];
  return [
    ...new Map(targets.map(target => [target.resource, target])).values(),
  ];
}

function contextsAround(
  action: string,
  asked: AskedAccess[],
): RequestContext[] {
  const contexts = asked.flatMap(access => {
    const context = access.context ?? {};
    return access.action === action
      ? [context, ...nearbyContexts(context)]
      : [context];
  });
  const unique = new Map(
    [{}, ...contexts].map(context => [JSON.stringify(context), context]),
  );
  return [...unique.values()];
}

/** The actions that some statement allows, on whatever resource and condition. */
function allowedActions(
  policies: NamedPolicy[],
  catalogue: Catalogue,
): (action: string) => boolean {
  const statements = policies
    .flatMap(({ document }) => document.Statement)
    .filter(({ Effect }) => Effect === 'Allow');
  const actions = new Set(
    statements.flatMap(({ Action = [] }) =>
      Action.flatMap(pattern => [
        pattern,
        ...expandActions(catalogue, pattern),
      ]),
    ),
  );
  const isOpen = statements.some(({ NotAction }) => NotAction);
  return action => isOpen || actions.has(action);
}

/** Whether an action is allowed on a resource if every condition is met and nothing is denied. */
function allowedOn(actor: Actor): (action: string, target: Target) => boolean {
  const identity = actor.identity.map(unconditional);
  const relaxed = new Map<NamedPolicy, NamedPolicy>();
  const relax = (policy: NamedPolicy | undefined) => {
    if (policy && !relaxed.has(policy)) {
      relaxed.set(policy, unconditional(policy));
    }
    return policy && relaxed.get(policy);
  };
  return (action, { resource, accountId }) => {
    const { principal } = actor;
    const { decision } = evaluate(
      { principal, action, resource, resourceAccountId: accountId },
      { identity, resource: relax(actor.resourcePolicy(resource, accountId)) },
    );
    return decision === 'allowed';
  };
}

function unconditional({ name, document }: NamedPolicy): NamedPolicy {
  const statements = document.Statement.filter(
    ({ Effect }) => Effect === 'Allow',
  ).map(({ Condition, ...others }): Statement => others);
  return { name, document: { ...document, Statement: statements } };
}
