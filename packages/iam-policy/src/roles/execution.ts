import type { Statement } from '../document';
import { roleName } from './names';
import { policyOf } from './policy';
import { serviceTrust } from './trust';
import type { RoleDefinition, ServicePlace } from './types';

/** Sessions that a service takes itself have no use for more than IAM's default. */
const maxSessionDuration = 3600;

/**
 * A role of the external account that a service takes to do its work, with one inline policy.
 *
 * @param role - `parts` of its name behind the pair's: `['lambda', 'resize']`; `source` for whom the service may take it, as
 *   {@link serviceTrust} has it
 */
export function executionRole(
  place: ServicePlace,
  role: {
    parts: string[];
    description: string;
    service: string;
    source: { arn?: string; arnPattern?: string };
    statements: Statement[];
  },
): RoleDefinition {
  const name = roleName(
    place.rolePrefix,
    place.namespace,
    place.pairName,
    ...role.parts,
  );
  return {
    name,
    arn: `arn:${place.partition}:iam::${place.accountId}:role/${name}`,
    description: role.description,
    trustPolicy: serviceTrust(role.service, {
      accountId: place.accountId,
      ...role.source,
    }),
    policies: [
      {
        name: 'execution',
        document: policyOf(role.statements),
      },
    ],
    maxSessionDuration,
  };
}
