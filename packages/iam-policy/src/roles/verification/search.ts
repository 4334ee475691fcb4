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
import type { AskedAccess, RolePair } from '../types';
import { isAsked } from './asked';
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
  /** The policy on a resource, where there is one. */
  resourcePolicy(resource: string): NamedPolicy | undefined;
  /** Every policy that lies on some resource. */
  resourcePolicies: NamedPolicy[];
}

/**
 * Goes over all actions of the services, on what was asked for, on what is near to it, on an example of every other type of
 * resource and on `*`, with the context that was asked for, one near to it, and none.
 *
 * An action that no statement allows even without its resources and conditions is not tried any further.
 *
 * @param prefixes - of the services
 */
export function* searchUnasked(
  pair: RolePair,
  actor: Actor,
  prefixes: string[],
  catalogue: Catalogue,
): Generator<UnaskedAccess> {
  const isEverAllowed = everAllowed(actor);
  for (const prefix of prefixes) {
    const asked = actor.asked.filter(({ action }) =>
      action.startsWith(`${prefix}:`),
    );
    const service = catalogue.service(prefix);
    const resources = resourcesAround(pair, asked, prefix, catalogue);
    for (const { name, resources: types } of service?.actions ?? []) {
      const action = `${prefix}:${name}`;
      if (isEverAllowed(action)) {
        yield* searchAction(
          pair,
          actor,
          action,
          types.length ? resources : ['*'],
          contextsAround(action, asked),
        );
      }
    }
  }
}

function* searchAction(
  { account }: RolePair,
  actor: Actor,
  action: string,
  resources: string[],
  contexts: RequestContext[],
): Generator<UnaskedAccess> {
  for (const resource of resources) {
    for (const context of contexts) {
      if (!isAsked({ action, resource, context }, actor.asked)) {
        const request = {
          principal: actor.principal,
          action,
          resource,
          resourceAccountId: account.accountId,
          context,
        };
        const verdict = evaluate(request, {
          identity: actor.identity,
          resource: actor.resourcePolicy(resource),
        });
        if (verdict.decision === 'allowed') {
          yield { request, verdict };
        }
      }
    }
  }
}

function resourcesAround(
  { platformAccount, account, ...roles }: RolePair,
  asked: AskedAccess[],
  prefix: string,
  catalogue: Catalogue,
): string[] {
  const place = {
    partition: platformAccount.partition,
    region: account.region,
    accountId: account.accountId,
  };
  const types = catalogue.service(prefix)?.resourceTypes ?? [];
  const ownRoles =
    prefix === 'iam' || prefix === 'sts'
      ? [roles.platform.arn, roles.external.arn]
      : [];
  return [
    ...new Set([
      ...asked.flatMap(access => [access.resource, ...nearbyArns(access)]),
      ...types.map(({ arnFormat }) => exampleArn(arnFormat, place)),
      ...ownRoles,
      '*',
    ]),
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

/** Whether a statement allows an action, whatever resources and conditions it has. */
function everAllowed(actor: Actor): (action: string) => boolean {
  const identity = [...actor.identity, ...actor.resourcePolicies].map(relaxed);
  return action =>
    evaluate(
      { principal: actor.principal, action, resource: '*' },
      { identity },
    ).decision === 'allowed';
}

function relaxed({ name, document }: NamedPolicy): NamedPolicy {
  const statements: Statement[] = document.Statement.filter(
    ({ Effect }) => Effect === 'Allow',
  ).map(({ Action, NotAction }) => ({
    Effect: 'Allow',
    ...(Action && { Action }),
    ...(NotAction && { NotAction }),
    Resource: ['*'],
  }));
  return { name, document: { ...document, Statement: statements } };
}
