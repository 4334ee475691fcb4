import {
  type PolicyDocument,
  policyToJson,
  type RoleDefinition,
} from '@cluster-self-service/iam-policy';
import {
  attributes,
  block,
  type Body,
  call,
  type Expression,
  literal,
  named,
  reference,
} from '../hcl';
import { distinctLabels } from './labels';

/** A policy as an argument: `jsonencode({ … })`, with its `${aws:…}` kept from Terraform. */
export function policyExpression(document: PolicyDocument): Expression {
  return call('jsonencode', literal(policyToJson(document)));
}

/**
 * A role with its inline policies.
 *
 * @param name - of the resource in Terraform
 * @param options.boundary - used where the role has no permissions boundary of its own
 */
export function roleBlocks(
  name: string,
  role: RoleDefinition,
  options: {
    boundary?: Expression;
    managedPolicyArns?: readonly string[];
  } = {},
): Body {
  const policyNames = distinctLabels(role.policies.map(policy => policy.name));
  const managed = options.managedPolicyArns ?? [];
  const managedNames = distinctLabels(
    managed.map(arn => arn.slice(arn.lastIndexOf('/') + 1)),
  );
  return [
    named(
      'resource',
      ['aws_iam_role', name],
      attributes({
        name: role.name,
        description: role.description,
        max_session_duration: role.maxSessionDuration,
        permissions_boundary: role.permissionsBoundaryArn ?? options.boundary,
        tags: reference('var', 'tags'),
        assume_role_policy: policyExpression(role.trustPolicy),
      }),
    ),
    ...role.policies.map((policy, index) =>
      named(
        'resource',
        ['aws_iam_role_policy', `${name}_${policyNames[index]}`],
        attributes({
          name: policy.name,
          role: reference('aws_iam_role', name, 'name'),
          policy: policyExpression(policy.document),
        }),
      ),
    ),
    ...managed.map((arn, index) =>
      named(
        'resource',
        ['aws_iam_role_policy_attachment', `${name}_${managedNames[index]}`],
        attributes({
          role: reference('aws_iam_role', name, 'name'),
          policy_arn: arn,
        }),
      ),
    ),
  ];
}

/** Takes over a role that exists already. */
export function importRole(name: string, role: RoleDefinition): Body[number] {
  return block(
    'import',
    [],
    attributes({ to: reference('aws_iam_role', name), id: role.name }),
  );
}
