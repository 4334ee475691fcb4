import { type FieldProblem, InvalidFieldsError } from '../fields';
import { measurePolicy, policyLimits } from '../limits';
import type { RoleDefinition, RolePair } from './types';

/**
 * Counts a pair's policies as IAM does. Trust policies cannot get too large: the fields they are made of are bounded.
 *
 * @throws InvalidFieldsError when a policy is larger than IAM takes, or two roles have one name
 */
export function refuseWhatIamRefuses(pair: RolePair): void {
  const limit = policyLimits.inlineOfRole.characters;
  const problems: FieldProblem[] = [];
  const roles = [pair.platform, pair.external, ...pair.executionRoles];
  for (const role of roles) {
    const policySize = role.policies.reduce(
      (sum, { document }) => sum + measurePolicy(document).characters,
      0,
    );
    if (policySize > limit) {
      problems.push({
        path: 'services',
        message: `name fewer resources, or spread them over several pairs with names of their own: the policies of ${role.name} have ${policySize} characters, and IAM takes ${limit}`,
      });
    }
  }
  for (const name of repeated(pair.executionRoles)) {
    problems.push({
      path: 'services',
      message: `leave one out: the execution role ${name} is asked for twice`,
    });
  }
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
}

function repeated(roles: RoleDefinition[]): string[] {
  const names = roles.map(({ name }) => name);
  return [
    ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
  ];
}
