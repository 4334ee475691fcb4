import { type PolicyDocument } from '../../document';
import {
  type AccessRequest,
  type ApplicablePolicies,
  type NamedPolicy,
} from '../types';
import { pickPrincipal, providers } from './callers';
import { type Random } from './random';
import { type Scene, type Sort, statement } from './statements';
import { ABROAD, HOME, roleForProvider, targets } from './targets';

export interface RequestCase {
  request: AccessRequest;
  policies: ApplicablePolicies;
}

/** A request with policies of every kind that can apply to its caller. */
export function requestCase(random: Random): RequestCase {
  const principal = pickPrincipal(random);
  const inAccount =
    principal.includes(HOME) && !principal.includes('-provider/');
  let target = random.pick(targets);
  if (providers.includes(principal)) {
    target = roleForProvider(principal);
  }
  const account = random.chance(0.6) ? HOME : ABROAD;
  const context = contextFor(random);
  const scene: Scene = { random, principal, target, account, context };
  const request: AccessRequest = {
    principal,
    action: random.chance(0.1) ? target.action.toLowerCase() : target.action,
    resource: target.resource(account),
    resourceAccountId: account,
    context,
  };
  const session = principal.includes(':sts:');
  const policies: ApplicablePolicies = {
    ...(inAccount && {
      identity: random.chance(0.85) ? list(scene, 'identity', 1, 2) : [],
      permissionsBoundary: random.chance(0.25)
        ? named(scene, 'boundary')
        : undefined,
      session:
        session && random.chance(0.3) ? [named(scene, 'session')] : undefined,
      serviceControl: random.chance(0.3)
        ? Array.from({ length: 1 + random.below(3) }, () =>
            list(scene, 'scp', 1, 2),
          )
        : undefined,
    }),
    resource: resourcePolicy(scene),
    resourceControl: random.chance(0.15)
      ? [list(scene, 'rcp', 1, 1)]
      : undefined,
  };
  return { request, policies };
}

function contextFor(random: Random): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {};
  if (random.chance(0.8)) {
    context['aws:PrincipalTag/team'] = random.pick(['team', 'team', 'blue']);
  }
  if (random.chance(0.5)) {
    context['aws:SourceAccount'] = random.pick([HOME, ABROAD]);
  }
  return context;
}

function resourcePolicy(scene: Scene): NamedPolicy | undefined {
  const { kind } = scene.target;
  if (kind === 'none') {
    return undefined;
  }
  const usual = kind === 'plain' ? 0.55 : 0.97;
  return scene.random.chance(usual) ? named(scene, 'resource') : undefined;
}

function list(
  scene: Scene,
  sort: Sort,
  least: number,
  most: number,
): NamedPolicy[] {
  const count = least + scene.random.below(most - least + 1);
  return Array.from({ length: count }, (_, index) => ({
    ...named(scene, sort),
    name: `${sort}-${index}`,
  }));
}

function named(scene: Scene, sort: Sort): NamedPolicy {
  const { random } = scene;
  const document: PolicyDocument = {
    Version:
      sort === 'rcp' || random.chance(0.95) ? '2012-10-17' : '2008-10-17',
    Statement: Array.from({ length: 1 + random.below(3) }, () =>
      statement(scene, sort),
    ),
  };
  return { name: sort, document };
}
