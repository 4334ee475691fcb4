import { verifyRolePair } from '@cluster-self-service/iam-policy';
import {
  crossAccountAccess,
  type CrossAccountInput,
  defaultOrganisation,
} from '@cluster-self-service/manifests';
import { type Contender, measure, type Measurement } from '../lib';
import { requestsOf } from './requests';

/**
 * From a request to the files of its pull requests: checked input, role pair, linter, proof by simulation, Terraform or
 * CloudFormation, workloads, validation. Each team's request is new, so that nothing of it is known from before. Once more with the
 * search over all actions of the services for calls that nobody asked for.
 *
 * @param teams - requests a round
 */
export async function measureRendering(
  rounds: number,
  teams: number,
): Promise<Measurement[]> {
  return measure(
    [
      contender('render, validate, verdict', teams, render),
      contender('the same, full search', teams, request => {
        const { pair } = render(request);
        requireHolds(request, verifyRolePair(pair, { search: 'full' }).holds);
      }),
    ],
    rounds,
  );
}

function render(request: CrossAccountInput) {
  const access = crossAccountAccess(request, defaultOrganisation);
  requireHolds(request, access.verification.holds);
  return access;
}

function requireHolds({ namespace }: CrossAccountInput, holds: boolean): void {
  if (!holds) {
    throw new Error(`${namespace}: the pair does not hold`);
  }
}

function contender(
  name: string,
  teams: number,
  answer: (request: CrossAccountInput) => unknown,
): Contender {
  return {
    name,
    run: async () =>
      requestsOf(teams).map(request => {
        const start = performance.now();
        answer(request);
        return performance.now() - start;
      }),
  };
}
