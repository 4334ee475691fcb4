import {
  arnField,
  parseFields,
  type RoleDefinition,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { awsTags } from '../aws';
import { plainText, repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import { checkTexts } from '../hcl';
import { attributeOf, roleResource } from './resources';
import { templateFile } from './template';
import { cloudFormationTextProblem } from './text';

/** How a role is written as CloudFormation. */
export const roleCloudFormationOptions = z.strictObject({
  /** Of the template: `roles/spacelift.yaml`. */
  path: repositoryPath,
  description: plainText({ min: 1, max: 256 }),
  tags: awsTags.default({}),
  /** Policies of AWS or of the account that the role gets beside its own. */
  managedPolicyArns: z.array(arnField).default([]),
});

/**
 * A template with one role. It has a name, so the stack needs `CAPABILITY_NAMED_IAM`.
 *
 * @throws InvalidFieldsError naming what is wrong
 */
export function roleCloudFormation(
  role: RoleDefinition,
  input: z.input<typeof roleCloudFormationOptions>,
): GeneratedFile[] {
  const options = parseFields(roleCloudFormationOptions, input);
  checkTexts(role, 'role', cloudFormationTextProblem);
  checkTexts(options.description, 'description', cloudFormationTextProblem);
  return [
    templateFile(options.path, {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: options.description,
      Resources: { Role: roleResource(role, options) },
      Outputs: {
        RoleArn: {
          Description: 'The role.',
          Value: attributeOf('Role', 'Arn'),
        },
      },
    }),
  ];
}
