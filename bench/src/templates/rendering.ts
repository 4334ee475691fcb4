import {
  crossAccountAccess,
  defaultOrganisation,
} from '@cluster-self-service/manifests';
import { type Contender, measure, type Measurement } from '../lib';
import { requestsOf } from './requests';

/**
 * From a request to the files of its pull requests: checked input, role pair, proof by simulation, Terraform or CloudFormation,
 * workloads, validation. Each team's request is new, so that nothing of it is known from before.
 *
 * @param teams - requests a round
 */
export async function measureRendering(
  rounds: number,
  teams: number,
): Promise<Measurement[]> {
  const contender: Contender = {
    name: 'render, validate, verdict',
    run: async () =>
      requestsOf(teams).map(request => {
        const start = performance.now();
        const { verification } = crossAccountAccess(
          request,
          defaultOrganisation,
        );
        if (!verification.holds) {
          throw new Error(`${request.namespace}: the pair does not hold`);
        }
        return performance.now() - start;
      }),
  };
  return measure([contender], rounds);
}
