import type { Statement } from '../document';
import { policyOf } from './policy';
import type { ResourcePolicy, RolePair } from './types';

/** A resource has one policy: statements from several services are put together, each once. */
export function joinByResource(policies: ResourcePolicy[]): ResourcePolicy[] {
  const resources = [...new Set(policies.map(({ resource }) => resource))];
  return resources.map(resource => {
    const same = policies.filter(other => other.resource === resource);
    const statements = new Map<string, Statement>();
    for (const statement of same.flatMap(
      ({ policy }) => policy.document.Statement,
    )) {
      statements.set(JSON.stringify({ ...statement, Sid: '' }), statement);
    }
    return {
      resource,
      policy: {
        name: same[0].policy.name,
        document: policyOf(numberSids([...statements.values()])),
      },
    };
  });
}

/** Those of the external account and of further ones. */
export function everyResourcePolicy({
  resourcePolicies,
  foreignPolicies,
}: RolePair): ResourcePolicy[] {
  return [...resourcePolicies, ...foreignPolicies];
}

function numberSids(statements: Statement[]): Statement[] {
  const seen = new Map<string, number>();
  return statements.map(statement => {
    const { Sid = '' } = statement;
    const count = (seen.get(Sid) ?? 0) + 1;
    seen.set(Sid, count);
    return count === 1 ? statement : { ...statement, Sid: `${Sid}No${count}` };
  });
}
