import { builtInCatalogue } from '../catalogue';
import type { Catalogue } from '../catalogue';
import { evaluate, evaluateChain } from '../evaluator';
import type { ChainVerdict } from '../evaluator';
import type { AskedAccess, RolePair } from './types';
import { actorsOf } from './verification/actors';
import { chainOf, sessionArn } from './verification/chain';
import { attemptsOn, attemptsOnResources } from './verification/intruders';
import { examplesOf } from './verification/variations';
import { searchUnasked } from './verification/search';
import type { UnaskedAccess } from './verification/search';

export type { UnaskedAccess } from './verification/search';

/** How thoroughly {@link verifyRolePair} looks. */
export interface VerifyOptions {
  /**
   * Knows the actions and resources of the services. The built-in one when left out; of a service that it does not have (EC2, for
   * Lambda in a VPC), only those actions are looked at that the policies name.
   */
  catalogue?: Catalogue;
  /**
   * `quick`, when left out, tries what was asked for and who must not get in: some hundred evaluations, for previews of forms.
   * `full` also searches all actions of the catalogue for calls that nobody asked for: thousands.
   */
  search?: 'quick' | 'full';
  /** How many unasked calls are enough. 20 when left out. */
  limit?: number;
}

/** What {@link verifyRolePair} found out. */
export interface PairVerification {
  /** Everything asked for is allowed, and nothing else was found to be. */
  holds: boolean;
  /**
   * Every call that was asked for, with the verdict of each step on the way; of those that stand for many, another one too.
   */
  asked: Array<{ access: AskedAccess; verdict: ChainVerdict }>;
  /**
   * Calls by which somebody else gets into a role of the pair or at a resource with a policy of it, or the right one in a wrong
   * way: without the external id, from another namespace.
   */
  intrusions: UnaskedAccess[];
  /**
   * Calls that a role of the pair may make without anybody having asked for them. A `quick` search only tries those that a policy
   * has to refuse.
   */
  unasked: UnaskedAccess[];
}

/**
 * Proves a pair by simulation: each asked call is allowed on every step of its way, nobody else gets in, and (with a `full` search)
 * no role may do more than what was asked for. Service control policies and the platform's permissions boundary are not known
 * here; they can only take away.
 */
export function verifyRolePair(
  pair: RolePair,
  {
    catalogue = builtInCatalogue,
    search = 'quick',
    limit = 20,
  }: VerifyOptions = {},
): PairVerification {
  const asked = pair.asked.flatMap(examplesOf).map(access => ({
    access,
    verdict: evaluateChain(chainOf(pair, access)),
  }));
  const intrusions = intrusionsInto(pair, catalogue);
  const unasked = [
    ...madeThoughRefused(pair),
    ...(search === 'full' ? unaskedBy(pair, catalogue, limit) : []),
  ];
  return {
    holds:
      asked.every(({ verdict }) => verdict.decision === 'allowed') &&
      intrusions.length === 0 &&
      unasked.length === 0,
    asked,
    intrusions,
    unasked,
  };
}

function intrusionsInto(pair: RolePair, catalogue: Catalogue): UnaskedAccess[] {
  return [...attemptsOn(pair, catalogue), ...attemptsOnResources(pair)]
    .map(({ request, policies }) => ({
      request,
      verdict: evaluate(request, policies),
    }))
    .filter(({ verdict }) => verdict.decision === 'allowed');
}

function madeThoughRefused(pair: RolePair): UnaskedAccess[] {
  return pair.refused.flatMap(access => {
    const chain = chainOf(pair, access);
    const { decision, steps } = evaluateChain(chain);
    const principal = sessionArn(access.through?.roleArn ?? pair.external.arn);
    return decision === 'allowed'
      ? [
          {
            request: { ...chain.request, principal },
            verdict: steps[steps.length - 1].verdict,
          },
        ]
      : [];
  });
}

function* unaskedBy(
  pair: RolePair,
  catalogue: Catalogue,
  limit: number,
): Generator<UnaskedAccess> {
  let found = 0;
  for (const actor of actorsOf(pair)) {
    for (const access of searchUnasked(pair, actor, catalogue)) {
      yield access;
      found += 1;
      if (found >= limit) {
        return;
      }
    }
  }
}
