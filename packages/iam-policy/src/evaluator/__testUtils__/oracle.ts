import {
  anonymousPrincipal,
  runSimulation,
  runUnsafeSimulation,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import { parseCaller } from '../caller';
import { contextValues } from '../context';
import { type Decision, type NamedPolicy } from '../types';
import { type RequestCase } from './scenes';

const decisions = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitly-denied',
  ImplicitlyDenied: 'implicitly-denied',
} as const;

/** What the oracle says of a request, with actions, resources and policies checked. */
export async function askOracle(asked: RequestCase): Promise<Decision> {
  const answer = await runSimulation(simulation(asked), {});
  if (answer.resultType === 'error') {
    throw new Error(
      `${JSON.stringify(answer.errors)} ${JSON.stringify(asked)}`,
    );
  }
  return decisions[answer.overallResult];
}

/** The same without its checks, so that keys may have any name. It cannot take policies of resources. */
export function askOracleUnchecked(asked: RequestCase): Decision {
  return decisions[runUnsafeSimulation(simulation(asked), {})];
}

function simulation({ request, policies }: RequestCase): Simulation {
  return {
    request: {
      principal:
        request.principal === '*' ? anonymousPrincipal : request.principal,
      action: request.action,
      resource: {
        resource: request.resource,
        accountId: request.resourceAccountId ?? '',
      },
      contextVariables: withDerived(request),
    },
    identityPolicies: (policies.identity ?? []).map(simulated),
    permissionBoundaryPolicies: policies.permissionsBoundary && [
      simulated(policies.permissionsBoundary),
    ],
    sessionPolicy: policies.session?.[0].document,
    resourcePolicy: policies.resource?.document,
    serviceControlPolicies: levels(policies.serviceControl),
    resourceControlPolicies: levels(policies.resourceControl),
  };
}

function simulated({ name, document }: NamedPolicy) {
  return { name, policy: document };
}

function levels(all: NamedPolicy[][] = []) {
  return all.map((policies, index) => ({
    orgIdentifier: `level-${index}`,
    policies: policies.map(simulated),
  }));
}

const derivedKeys = [
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalType',
  'aws:username',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalServiceName',
  'aws:ResourceAccount',
];

/** The oracle derives nothing from a request, so it is told what we derive. */
function withDerived({
  principal,
  resourceAccountId,
  context,
}: RequestCase['request']) {
  const known = contextValues(
    context,
    parseCaller(principal),
    resourceAccountId ?? '',
  );
  const all: Record<string, string | string[]> = { ...context };
  for (const key of derivedKeys) {
    const value = known.get(key.toLowerCase());
    if (value !== undefined) {
      all[key] = value;
    }
  }
  return all;
}
