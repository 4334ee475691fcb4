import {
  type PrincipalMap,
  type Principals,
  type Statement,
} from '../../document';
import { principalMaps, strangers } from './callers';
import { conditionCase, modifiers } from './conditions';
import { type Random } from './random';
import { HOME, type Target } from './targets';

/** What a policy is attached to. */
export type Sort =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'resource';

/** The request that statements are made for. */
export interface Scene {
  random: Random;
  principal: string;
  target: Target;
  account: string;
  /** Grows with the conditions that the statements get. */
  context: Record<string, string | string[]>;
}

/** Keys of the requests above whose type fits the operator. */
const conditionKeys: Array<[key: string, operators: string[]]> = [
  [
    'aws:PrincipalTag/colour',
    [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'Null',
    ],
  ],
  ['aws:SourceIp', ['IpAddress', 'NotIpAddress']],
  [
    'aws:CurrentTime',
    ['DateLessThan', 'DateGreaterThanEquals', 'DateNotEquals'],
  ],
  [
    'aws:MultiFactorAuthAge',
    ['NumericLessThan', 'NumericGreaterThan', 'NumericNotEquals'],
  ],
  ['aws:SecureTransport', ['Bool', 'Null']],
  ['aws:SourceArn', ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals']],
];

/** A statement that mostly fits the request; each part of it may fit or not. */
export function statement(scene: Scene, sort: Sort): Statement {
  const { random } = scene;
  const denies = sort === 'rcp' || random.chance(sort === 'scp' ? 0.12 : 0.1);
  const trust = sort === 'resource' && scene.target.kind === 'role';
  return {
    Effect: denies ? 'Deny' : 'Allow',
    ...(sort === 'resource' && principals(scene, denies, trust)),
    ...(sort === 'rcp' && { Principal: '*' as const }),
    ...actions(scene, sort, trust),
    ...(!trust && resources(scene, sort)),
    ...(random.chance(denies ? 0.7 : 0.3) && { Condition: conditions(scene) }),
  };
}

function actions(
  { random, target }: Scene,
  sort: Sort,
  trust: boolean,
): Partial<Statement> {
  const [service, name] = target.action.split(':');
  const near = [
    target.action,
    target.action,
    `${service}:*`,
    `${service}:${name.slice(0, 3)}*`,
    target.action.toUpperCase(),
  ];
  const matching = sort === 'rcp' || trust ? near : [...near, '*'];
  const far = [...target.others, 'glue:StartJobRun', 'ec2:*'];
  const others = sort === 'rcp' || trust ? target.others : far;
  if (random.chance(0.12) && sort !== 'rcp' && !trust) {
    return {
      NotAction: random.some(random.chance(0.25) ? matching : others, 1, 2),
    };
  }
  return { Action: random.some(random.chance(0.85) ? matching : others, 1, 2) };
}

function resources(
  { random, target, account }: Scene,
  sort: Sort,
): Partial<Statement> {
  const resource = target.resource(account);
  const matching = [
    ...target.wide(account),
    '*',
    ...(resource === '*' ? [] : [resource]),
  ];
  const others = target.elsewhere(account);
  const fitting = random.chance(0.85) || others.length === 0;
  if (random.chance(0.1) && sort !== 'rcp' && others.length > 0) {
    return {
      NotResource: random.some(random.chance(0.25) ? matching : others, 1, 2),
    };
  }
  return { Resource: random.some(fitting ? matching : others, 1, 2) };
}

function principals(
  { random, principal, target }: Scene,
  denies: boolean,
  trust: boolean,
): Partial<Statement> {
  const pick = (fit: number): PrincipalMap => {
    const match = principalMaps(principal);
    return random.pick(random.chance(fit) ? match : strangers);
  };
  if (!trust && target.kind === 'plain' && random.chance(0.12)) {
    return { NotPrincipal: pick(denies ? 0.6 : 0.15) };
  }
  const everyone: Principals = random.pick<Principals>(['*', { AWS: ['*'] }]);
  return { Principal: random.chance(0.12) ? everyone : pick(0.8) };
}

function conditions({
  random,
  context,
  principal,
}: Scene): Statement['Condition'] {
  const derived: Array<NonNullable<Statement['Condition']>> = [
    { StringEquals: { 'aws:PrincipalAccount': [HOME] } },
    {
      ArnEquals: {
        'aws:PrincipalArn': [
          `arn:aws:iam::${HOME}:role/builder`,
          `arn:aws:iam::${HOME}:user/ada`,
        ],
      },
    },
    { StringEquals: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}'] } },
    { StringNotEquals: { 'aws:SourceAccount': ['${aws:PrincipalAccount}'] } },
    { StringLike: { 'aws:username': ['a*'] } },
    {
      Bool: {
        'aws:PrincipalIsAWSService': [String(!principal.startsWith('arn'))],
      },
    },
    { StringEquals: { 'aws:PrincipalType': ['User', 'AssumedRole'] } },
  ];
  if (random.chance(0.3)) {
    return random.pick(derived);
  }
  const [key, operators] = random.pick(conditionKeys);
  const made = conditionCase(
    random,
    random.pick(operators),
    random.pick(modifiers.slice(0, 2)),
    key,
  );
  const value = made.context[key];
  if (typeof value === 'string' && context[key] === undefined) {
    context[key] = value;
  }
  return made.block;
}
