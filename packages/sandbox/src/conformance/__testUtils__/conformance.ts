import { Cluster } from './cluster';
import { targets } from './target';

/* eslint-disable jest/no-export -- what the test files have in common is the frame of their tests */

/**
 * Tests that hold for every API server: run against the sandbox, and against the real one that
 * `KUBECONFIG_CONFORMANCE` names. Without that variable Jest reports a skipped test for it.
 */
export function conformance(
  topic: string,
  tests: (cluster: Cluster) => void,
): void {
  jest.setTimeout(60_000);
  for (const target of targets()) {
    describe(`${topic} of ${target.name}`, () => {
      const cluster = new Cluster(target);
      beforeAll(() => cluster.start());
      afterAll(() => cluster.stop());
      tests(cluster);
    });
  }
  if (targets().length === 1) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- so that nobody thinks it has run
    it.skip(`${topic} of a real API server: name its kubeconfig in KUBECONFIG_CONFORMANCE`, () => {});
  }
}
