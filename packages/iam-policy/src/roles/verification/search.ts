import { exampleArn } from '../../catalogue';
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
import { contextsOf, grantsByAction, resourcesOf } from './grants';
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

/** What was asked for of one service, and resources around it. */
interface Surroundings {
  asked: AskedAccess[];
  targets: Target[];
}

/**
 * Goes over all actions of the catalogue, on what was asked for, on what is near to it, on an example of every other type of
 * resource of the service, on what the statements name, and on `*`; with the context that was asked for, one near to it, what the
 * conditions name, and none.
 *
 * An action that no statement allows is not tried at all, and what is not allowed even if all conditions are met is not tried with
 * each of the contexts.
 */
export function* searchUnasked(
  pair: RolePair,
  actor: Actor,
  catalogue: Catalogue,
): Generator<UnaskedAccess> {
  const policies = [
    ...actor.identity,
    ...everyResourcePolicy(pair).map(({ policy }) => policy),
  ];
  const isAllowedOn = allowedOn(actor);
  const surroundings = new Map<string, Surroundings>();
  for (const [action, statements] of grantsByAction(policies, catalogue)) {
    const prefix = action.slice(0, action.indexOf(':'));
    const { asked, targets } =
      surroundings.get(prefix) ??
      surroundingsOf(pair, actor, prefix, catalogue);
    surroundings.set(prefix, { asked, targets });
    const named = targetsFor(resourcesOf(statements), pair.account.accountId);
    const takesResource = takesResources(action, asked, catalogue);
    yield* searchAction(
      actor,
      action,
      unique([...named, ...targets], ({ resource }) => resource)
        .filter(({ resource }) => takesResource || resource === '*')
        .filter(({ accountId }) => actor.accounts?.includes(accountId) ?? true)
        .filter(target => isAllowedOn(action, target)),
      unique(
        [...contextsAround(action, asked), ...contextsOf(statements)],
        context => JSON.stringify(context),
      ),
    );
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

/** An action without resources can only be allowed on `*`. Of one that is unknown, what was asked for tells. */
function takesResources(
  action: string,
  asked: AskedAccess[],
  catalogue: Catalogue,
): boolean {
  const definition = catalogue.action(action);
  const calls = asked.filter(other => other.action === action);
  return definition
    ? definition.resources.length > 0
    : !calls.length || calls.some(({ resource }) => resource !== '*');
}

function surroundingsOf(
  pair: RolePair,
  actor: Actor,
  prefix: string,
  catalogue: Catalogue,
): Surroundings {
  const { platformAccount, platform, external, account } = pair;
  const place = { ...account, partition: platformAccount.partition };
  const asked = actor.asked.filter(({ action }) =>
    action.startsWith(`${prefix}:`),
  );
  const types = catalogue.service(prefix)?.resourceTypes ?? [];
  const others = [
    ...types.map(({ arnFormat }) => exampleArn(arnFormat, place)),
    platform.arn,
    external.arn,
    '*',
  ];
  return {
    asked,
    targets: [
      ...targetsFor(others, account.accountId),
      ...asked.flatMap(access =>
        targetsFor(
          [access.resource, ...nearbyArns(access)],
          ownerOf(pair, access),
        ),
      ),
    ],
  };
}

function targetsFor(resources: string[], accountId: string): Target[] {
  return resources.map(resource => ({ resource, accountId }));
}

function contextsAround(
  action: string,
  asked: AskedAccess[],
): RequestContext[] {
  return [
    {},
    ...asked.flatMap(access => {
      const context = access.context ?? {};
      return access.action === action
        ? [context, ...nearbyContexts(context)]
        : [context];
    }),
  ];
}

/** Each once; of two with the same key the later one. */
function unique<Item>(items: Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
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
