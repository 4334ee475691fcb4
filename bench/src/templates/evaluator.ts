import {
  type AccessRequest,
  type ApplicablePolicies,
  type Decision,
  evaluate,
  type PolicyDocument,
} from '@cluster-self-service/iam-policy';
// eslint-disable-next-line @backstage/no-undeclared-imports -- benchmarks ship nothing, and the peer's licence keeps it out of dependencies
import {
  runSimulation,
  runUnsafeSimulation,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import { type Contender, measure, type Measurement } from '../lib';
import { accessCases, externalRolePolicies, policyOf } from './accessCases';

/** What one evaluation took, milliseconds. Each operation is the mean over one pass through all cases. */
export interface EvaluatorComparison {
  /** Documents seen before: what a form's preview or the mutation tests pay. */
  ours: Measurement;
  /** Every document new: each policy is compiled for each evaluation. */
  oursCold: Measurement;
  /** `runSimulation`, which checks actions, resources, policies and context. */
  theirs: Measurement;
  /** `runUnsafeSimulation`, which checks nothing, as ours does not. */
  theirsUnchecked: Measurement;
  cases: number;
}

const decisions = {
  Allowed: 'allowed',
  ExplicitlyDenied: 'explicitly-denied',
  ImplicitlyDenied: 'implicitly-denied',
} as const;

/**
 * Our evaluator beside iam-simulate: the same requests of a session against the same identity policy of six statements, in turns.
 *
 * @param passes - through all cases, in each round
 * @throws Error when the two disagree: a comparison of different answers says nothing
 */
export async function compareEvaluators(
  rounds = 5,
  passes = 50,
): Promise<EvaluatorComparison> {
  const asked = accessCases.map(request => ({
    request,
    policies: externalRolePolicies,
    simulation: simulationOf(request, externalRolePolicies),
  }));
  for (const { request, policies, simulation } of asked) {
    requireSame(request, evaluate(request, policies).decision, [
      decisions[await checked(simulation)],
      decisions[runUnsafeSimulation(simulation, {})],
    ]);
  }
  const [ours, oursCold, theirs, theirsUnchecked] = await measure(
    [
      contender('iam-policy', passes, asked.length, () => {
        for (const { request, policies } of asked) {
          evaluate(request, policies);
        }
      }),
      contender('iam-policy, new documents', passes, asked.length, () => {
        for (const { request } of asked) {
          evaluate(request, { identity: [policyOf()] });
        }
      }),
      contender('iam-simulate', passes, asked.length, async () => {
        for (const { simulation } of asked) {
          await runSimulation(simulation, {});
        }
      }),
      contender('iam-simulate, unchecked', passes, asked.length, () => {
        for (const { simulation } of asked) {
          runUnsafeSimulation(simulation, {});
        }
      }),
    ],
    rounds,
  );
  return { ours, oursCold, theirs, theirsUnchecked, cases: asked.length };
}

function contender(
  name: string,
  passes: number,
  cases: number,
  pass: () => void | Promise<void>,
): Contender {
  return {
    name,
    async run() {
      const took: number[] = [];
      for (let index = 0; index < passes; index++) {
        const start = performance.now();
        await pass();
        took.push((performance.now() - start) / cases);
      }
      return took;
    },
  };
}

async function checked(simulation: Simulation) {
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') {
    throw new Error(`iam-simulate refuses a case: ${answer.errors.message}`);
  }
  return answer.overallResult;
}

function requireSame(
  { action, resource }: AccessRequest,
  ours: Decision,
  theirs: Decision[],
): void {
  if (theirs.some(decision => decision !== ours)) {
    throw new Error(
      `${action} on ${resource}: ours ${ours}, theirs ${theirs.join(', ')}`,
    );
  }
}

function simulationOf(
  request: AccessRequest,
  { identity = [] }: ApplicablePolicies,
): Simulation {
  return {
    request: {
      principal: request.principal,
      action: request.action,
      resource: {
        resource: request.resource,
        accountId: request.resourceAccountId ?? '',
      },
      contextVariables: { ...request.context },
    },
    identityPolicies: identity.map(
      ({ name, document }: { name: string; document: PolicyDocument }) => ({
        name,
        policy: document,
      }),
    ),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}
