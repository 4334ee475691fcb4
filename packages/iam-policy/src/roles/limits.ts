import { type PolicyDocument, printPolicy } from '../document';
import { type FieldProblem, InvalidFieldsError } from '../fields';
import type { RoleDefinition, RolePair } from './types';

/**
 * What IAM takes at most, in characters. Trust policies cannot get too large: the fields they are made of are bounded. White space is not counted; our compact text has none but what stands in names.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
const inlinePoliciesOfRole = 10_240;

/**
 * Counts a pair's policies as IAM does.
 *
 * @throws InvalidFieldsError when a policy is larger than IAM takes, or two roles have one name
 */
export function refuseWhatIamRefuses(pair: RolePair): void {
  const problems: FieldProblem[] = [];
  const roles = [pair.platform, pair.external, ...pair.executionRoles];
  for (const role of roles) {
    const policySize = role.policies.reduce(
      (sum, { document }) => sum + size(document),
      0,
    );
    if (policySize > inlinePoliciesOfRole) {
      problems.push({
        path: 'services',
        message: `make the policies of ${role.name} ${policySize} characters long; IAM takes ${inlinePoliciesOfRole}: name fewer resources, or spread them over several pairs with names of their own`,
      });
    }
  }
  for (const name of repeated(pair.executionRoles)) {
    problems.push({
      path: 'services',
      message: `ask for the execution role ${name} twice: leave one out`,
    });
  }
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
}

function size(document: PolicyDocument): number {
  return printPolicy(document, { indent: 0 }).length;
}

function repeated(roles: RoleDefinition[]): string[] {
  const names = roles.map(({ name }) => name);
  return [
    ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
  ];
}
