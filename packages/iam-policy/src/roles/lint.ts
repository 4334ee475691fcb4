import type { PolicyDocument } from '../document';
import { lintDocument, lintName, type LintOptions } from '../linter';
import type { Finding } from '../linter';
import type { RoleDefinition, RolePair } from './types';

/** What the linter says of one policy or name of a pair. */
export interface PairFinding {
  /** ARN of the role or resource. */
  of: string;
  /** `trust policy`, `name`, or the name of the policy. Places are those of its printed text. */
  in: string;
  finding: Finding;
}

/** Looks through every policy and name of a pair, each as what it is. What the builders make gives no finding. */
export function lintRolePair(pair: RolePair): PairFinding[] {
  const { platform, external, executionRoles, account } = pair;
  const inExternal = { accountId: account.accountId };
  return [
    ...ofRole(platform, { accountId: pair.platformAccount.accountId }),
    ...ofRole(external, { ...inExternal, purpose: 'cross-account' }),
    ...executionRoles.flatMap(role =>
      ofRole(role, { ...inExternal, purpose: 'execution' }),
    ),
    ...[...pair.resourcePolicies, ...pair.foreignPolicies].flatMap(
      ({ resource, policy }) =>
        ofPolicy(resource, policy.name, policy.document, {
          ...inExternal,
          kind: 'resource',
        }),
    ),
  ];
}

function ofRole(
  { arn, name, trustPolicy, policies }: RoleDefinition,
  trust: LintOptions,
): PairFinding[] {
  return [
    ...ofName(arn, lintName('role', name)),
    ...ofPolicy(arn, 'trust policy', trustPolicy, { ...trust, kind: 'trust' }),
    ...policies.flatMap(policy => [
      ...ofName(arn, lintName('policy', policy.name)),
      ...ofPolicy(arn, policy.name, policy.document, {
        kind: 'identity',
        attachment: 'inline',
      }),
    ]),
  ];
}

function ofPolicy(
  of: string,
  policy: string,
  document: PolicyDocument,
  options: LintOptions,
): PairFinding[] {
  return lintDocument(document, options).map(finding => ({
    of,
    in: policy,
    finding,
  }));
}

function ofName(of: string, findings: Finding[]): PairFinding[] {
  return findings.map(finding => ({ of, in: 'name', finding }));
}
