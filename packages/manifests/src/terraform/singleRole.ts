import {
  arnField,
  InvalidFieldsError,
  parseArn,
  parseFields,
  regionField,
  type RoleDefinition,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { awsTags } from '../aws';
import { repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import { checkTexts, reference } from '../hcl';
import {
  awsProvider,
  output,
  printModule,
  terraformBlock,
} from '../terraformModule';
import { importRole, roleBlocks } from './role';
import {
  boundaryVariable,
  regionVariable,
  roleVariables,
} from './roleVariables';

/** How a role is written as Terraform. */
export const roleTerraformOptions = z.strictObject({
  directory: repositoryPath,
  region: regionField,
  tags: awsTags.default({}),
  /** Policies of AWS or of the account that the role gets beside its own. */
  managedPolicyArns: z.array(arnField).default([]),
  /** Role the AWS provider becomes first. */
  providerRoleArn: arnField.optional(),
  /** Whether the role exists already: it is then taken over instead of made. */
  importRole: z.boolean().default(false),
});

/**
 * A root module with one role: of a service account (IRSA), of a CI system.
 *
 * @throws InvalidFieldsError naming what is wrong
 */
export function roleTerraform(
  role: RoleDefinition,
  input: z.input<typeof roleTerraformOptions>,
): GeneratedFile[] {
  const options = parseFields(roleTerraformOptions, input);
  checkTexts(role, 'role');
  const arn = parseArn(role.arn);
  if (!arn) {
    throw new InvalidFieldsError([
      { path: 'role.arn', message: 'use the ARN of the role' },
    ]);
  }
  return printModule(options.directory, {
    main: [
      ...(options.importRole ? [importRole('this', role)] : []),
      ...roleBlocks('this', role, {
        boundary: boundaryVariable,
        managedPolicyArns: options.managedPolicyArns,
      }),
    ],
    versions: [
      terraformBlock('aws'),
      awsProvider({
        region: regionVariable,
        accountId: arn.accountId,
        roleArn: options.providerRoleArn,
      }),
    ],
    variables: roleVariables(options.region, options.tags),
    outputs: [
      output('role_arn', {
        description: 'The role.',
        value: reference('aws_iam_role', 'this', 'arn'),
      }),
    ],
  });
}
