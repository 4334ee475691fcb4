import {
  chainOf,
  evaluateChain,
  type FieldProblem,
  InvalidFieldsError,
  type RolePair,
} from '@cluster-self-service/iam-policy';
import type { AwsCallWorkload } from '../workloads/input';
import { accessOf, type CallAccess } from './access';

/**
 * Every call of a workload must be one that the pair allows, from end to end: it would fail in the pod otherwise.
 *
 * @throws InvalidFieldsError naming the calls, each with the first request of it that would be denied
 */
export function refuseUncovered(
  workloads: Array<Pick<AwsCallWorkload, 'call'>>,
  pair: RolePair,
): void {
  const problems = workloads.flatMap(({ call }, index): FieldProblem[] => {
    // What a program of one's own calls is not known.
    const denied =
      call.service === 'command'
        ? undefined
        : accessOf(call, pair).find(access => !allows(pair, access));
    return denied
      ? [
          {
            path: `workloads[${index}].call`,
            message: `needs ${denied.action} on ${denied.resources[0]}, which what is asked for in services does not allow: ask for it, or change the call`,
          },
        ]
      : [];
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
}

function allows(
  pair: RolePair,
  { action, resources, context }: CallAccess,
): boolean {
  return resources.some(
    resource =>
      evaluateChain(chainOf(pair, { action, resource, context })).decision ===
      'allowed',
  );
}
