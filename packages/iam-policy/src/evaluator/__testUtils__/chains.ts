import { type Statement } from '../../document';
import {
  type AccessChain,
  type NamedPolicy,
  type RequestContext,
  type RoleHop,
} from '../types';
import { type Random } from './random';
import { type RequestCase } from './scenes';
import { ABROAD, HOME } from './targets';

const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/oidc.example.com`;
const PODS = 'pods.eks.amazonaws.com';
const USER = `arn:aws:iam::${HOME}:user/ada`;
const PLATFORM = [
  `arn:aws:iam::${HOME}:role/managed--shop`,
  `arn:aws:iam::${HOME}:role/platform/managed--shop`,
];
const EXTERNAL = [
  `arn:aws:iam::${ABROAD}:role/external--shop`,
  `arn:aws:iam::${HOME}:role/external--shop`,
];
const CLUSTER = `arn:aws:eks:us-east-1:${HOME}:cluster/main`;

/** Most parts of a chain fit one another; each may be broken. */
export function chainCase(random: Random): AccessChain {
  const caller = random.pick([PROVIDER, PODS, USER]);
  const platform = random.pick(PLATFORM);
  const external = random.pick(EXTERNAL);
  const two = random.chance(0.75);
  const last = two ? external : platform;
  const account = last.split(':')[4];
  const resource = `arn:aws:glue:us-east-1:${account}:job/nightly`;
  const first = firstHop(
    random,
    caller,
    platform,
    two ? [assume(random, external)] : [use(random, resource)],
  );
  return {
    caller,
    callerPolicies:
      caller === USER
        ? { identity: [policy(assume(random, platform))] }
        : undefined,
    hops: two
      ? [first, secondHop(random, platform, external, [use(random, resource)])]
      : [first],
    request: {
      action: 'glue:StartJobRun',
      resource,
      resourceAccountId: account,
      context: random.chance(0.5) ? { 'aws:SourceIp': '10.1.2.3' } : {},
    },
  };
}

function firstHop(
  random: Random,
  caller: string,
  roleArn: string,
  statements: Statement[],
): RoleHop {
  const actions = {
    [PROVIDER]: ['sts:AssumeRoleWithWebIdentity'],
    [PODS]: random.chance(0.85)
      ? ['sts:AssumeRole', 'sts:TagSession']
      : ['sts:AssumeRole'],
    [USER]: ['sts:AssumeRole'],
  }[caller];
  const principal = {
    [PROVIDER]: { Federated: [PROVIDER] },
    [PODS]: { Service: [random.chance(0.9) ? PODS : 'ec2.amazonaws.com'] },
    [USER]: { AWS: [random.pick([USER, HOME, ABROAD])] },
  }[caller];
  return {
    ...limits(random),
    roleArn,
    action:
      caller === PROVIDER ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
    tagsSession: caller === PODS,
    sessionName: 'pod-1',
    trustPolicy: policy({
      Effect: 'Allow',
      Principal: principal,
      Action: actions,
      ...(caller === USER && {
        Condition: {
          StringEquals: {
            'sts:RoleSessionName': [random.chance(0.85) ? 'pod-1' : 'pod-2'],
          },
        },
      }),
      ...(caller === PODS && {
        Condition: { ArnEquals: { 'aws:SourceArn': [CLUSTER] } },
      }),
    }).document,
    identity: [policy(...statements, ...denial(random))],
    context:
      caller === PODS
        ? {
            'aws:SourceArn': random.chance(0.9) ? CLUSTER : `${CLUSTER}-2`,
            'aws:SourceAccount': HOME,
          }
        : {},
  };
}

function secondHop(
  random: Random,
  previous: string,
  roleArn: string,
  statements: Statement[],
): RoleHop {
  const named = previous.replace('platform/', '');
  const session = `${named
    .replace(':iam:', ':sts:')
    .replace(':role/', ':assumed-role/')}/pod-1`;
  return {
    ...limits(random),
    roleArn,
    trustPolicy: policy({
      Effect: 'Allow',
      Principal: {
        AWS: [
          random.pick([
            previous,
            HOME,
            `arn:aws:iam::${HOME}:root`,
            session,
            ABROAD,
          ]),
        ],
      },
      Action: ['sts:AssumeRole'],
      Condition: {
        StringEquals: { 'sts:ExternalId': ['shop-42'] },
        ...(random.chance(0.5) && {
          ArnEquals: { 'aws:PrincipalArn': [previous] },
        }),
      },
    }).document,
    identity: [policy(...statements, ...denial(random))],
    context: random.chance(0.85)
      ? { 'sts:ExternalId': random.chance(0.9) ? 'shop-42' : 'shop-43' }
      : {},
  };
}

function assume(random: Random, roleArn: string): Statement {
  return {
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Resource: [random.chance(0.85) ? roleArn : `${roleArn}-2`],
  };
}

function use(random: Random, resource: string): Statement {
  return random.chance(0.85)
    ? {
        Effect: 'Allow',
        Action: ['glue:StartJobRun', 'glue:GetJobRun'],
        Resource: [resource],
      }
    : {
        Effect: 'Allow',
        Action: ['glue:GetJob*'],
        NotResource: ['arn:aws:glue:*:*:job/other'],
      };
}

function denial(random: Random): Statement[] {
  return random.chance(0.12)
    ? [
        {
          Effect: 'Deny',
          Action: [random.pick(['glue:*', 'sts:AssumeRole'])],
          Resource: ['*'],
        },
      ]
    : [];
}

function limits(random: Random): Partial<RoleHop> {
  const wide = (): NamedPolicy =>
    policy({
      Effect: 'Allow',
      Action: [random.chance(0.85) ? '*' : 's3:*'],
      Resource: ['*'],
    });
  return {
    permissionsBoundary: random.chance(0.3) ? wide() : undefined,
    session: random.chance(0.15) ? [wide()] : undefined,
    serviceControl: random.chance(0.25) ? [[wide()], [wide()]] : undefined,
  };
}

function policy(...Statement: Statement[]): NamedPolicy {
  return { name: 'shop', document: { Version: '2012-10-17', Statement } };
}

/**
 * The single requests that a chain is made of, written down a second time from the documentation: who calls, what, and with which
 * policies.
 */
export function chainSteps({
  caller,
  callerPolicies,
  hops,
  request,
}: AccessChain): RequestCase[] {
  const steps: RequestCase[] = [];
  let principal = caller;
  let policies = callerPolicies ?? {};
  let known = {};
  for (const hop of hops) {
    const [, , , , account, path] = hop.roleArn.split(':');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const session: RequestContext =
      hop.sessionName === undefined
        ? {}
        : { 'sts:RoleSessionName': hop.sessionName };
    const actions = [
      hop.action ?? 'sts:AssumeRole',
      ...(hop.tagsSession ? ['sts:TagSession'] : []),
    ];
    for (const action of actions) {
      steps.push({
        request: {
          principal,
          action,
          resource: hop.roleArn,
          resourceAccountId: account,
          context: { ...known, ...session, ...hop.context },
        },
        policies: {
          ...policies,
          resource: { name: 'trust', document: hop.trustPolicy },
        },
      });
    }
    principal = `arn:aws:sts::${account}:assumed-role/${name}/${
      hop.sessionName ?? 'session'
    }`;
    known = { 'aws:PrincipalArn': hop.roleArn };
    const {
      identity,
      permissionsBoundary,
      session: sessionPolicies,
      serviceControl,
    } = hop;
    policies = {
      identity,
      permissionsBoundary,
      session: sessionPolicies,
      serviceControl,
    };
  }
  steps.push({
    request: {
      ...request,
      principal,
      context: { ...known, ...request.context },
    },
    policies,
  });
  return steps;
}
