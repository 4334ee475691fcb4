import type { PolicyDocument } from '../document';
import { lintDocument, lintName, type LintOptions } from '../linter';
import { account, platform, workload } from './__fixtures__';
import { examples } from './__fixtures__/examples';
import { buildRolePair } from './pair';
import type { RolePair } from './types';

const pairs = examples.flatMap((access, index) =>
  (['irsa', 'pod-identity'] as const).map((identity): [string, RolePair] => [
    `${access.service} (${index}) with ${identity}`,
    buildRolePair({
      platform,
      account,
      workload: { ...workload, identity },
      services: [access],
    }),
  ]),
);

describe.each(pairs)('a role pair for %s', (_, pair) => {
  const external = { accountId: account.accountId };
  const roles = [pair.platform, pair.external, ...pair.executionRoles];

  it('has trust policies the linter finds nothing in', () => {
    expect([
      ...found(pair.platform.trustPolicy, {
        kind: 'trust',
        accountId: platform.accountId,
      }),
      ...found(pair.external.trustPolicy, {
        ...external,
        kind: 'trust',
        purpose: 'cross-account',
      }),
      ...pair.executionRoles.flatMap(({ trustPolicy }) =>
        found(trustPolicy, {
          ...external,
          kind: 'trust',
          purpose: 'execution',
        }),
      ),
    ]).toEqual([]);
  });

  it('has policies the linter finds nothing in', () => {
    const policies = roles.flatMap(role => role.policies);
    expect(
      policies.flatMap(({ document }) =>
        found(document, { kind: 'identity', attachment: 'inline' }),
      ),
    ).toEqual([]);
  });

  it('has policies on resources the linter finds nothing in', () => {
    const policies = [...pair.resourcePolicies, ...pair.foreignPolicies];
    expect(
      policies.flatMap(({ policy }) =>
        found(policy.document, { ...external, kind: 'resource' }),
      ),
    ).toEqual([]);
  });

  it('has names IAM takes', () => {
    expect(
      roles.flatMap(({ name, policies }) => [
        ...lintName('role', name),
        ...policies.flatMap(policy => lintName('policy', policy.name)),
      ]),
    ).toEqual([]);
  });
});

function found(document: PolicyDocument, options: LintOptions): string[] {
  return lintDocument(document, options).map(
    ({ severity, rule, place, message }) =>
      `${severity} ${rule} at ${place.path.join('.')}: ${message}`,
  );
}
