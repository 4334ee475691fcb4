import {
  arnField,
  parseFields,
  type RoleDefinition,
  type RolePair,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import {
  awsTags,
  clusterName,
  foreignPolicyFiles,
  pairFolder,
  pairReadme,
} from '../aws';
import { repositoryPath } from '../fields';
import type { GeneratedFile } from '../files';
import { checkTexts } from '../hcl';
import {
  attributeOf,
  podIdentityAssociation,
  resourcePolicyResources,
  roleResource,
} from './resources';
import { templateFile } from './template';
import { cloudFormationTextProblem } from './text';
import type { CloudFormationResource, CloudFormationTemplate } from './types';

/** How a role pair is written as CloudFormation. */
export const rolePairCloudFormationOptions = z.strictObject({
  /** Folder of the two templates; `cloudformation/<name of the external role>` when left out. */
  directory: repositoryPath.optional(),
  tags: awsTags.default({}),
  /** Bounds the roles of the external account that have no boundary of their own. */
  externalPermissionsBoundaryArn: arnField.optional(),
});

type Options = z.output<typeof rolePairCloudFormationOptions>;

const steps = [
  '- `platform.yaml` is for a stack in the account of the platform.',
  '- `external.yaml` is for a stack in the other account. The order does not matter.',
  '- The roles have names, so both stacks need `--capabilities CAPABILITY_NAMED_IAM`.',
  '- A template of more than 51,200 bytes has to be uploaded to a bucket first (`--s3-bucket`).',
];

/**
 * Two templates: `platform.yaml` for a stack in the platform's account, `external.yaml` for one in the other account. Neither
 * needs the other one to be there first. Roles have names, so the stacks need `CAPABILITY_NAMED_IAM`.
 *
 * @param pair - as `buildRolePair` makes it
 * @throws InvalidFieldsError naming what is wrong in the options, or what CloudFormation would not take as text in the pair
 */
export function rolePairCloudFormation(
  pair: RolePair,
  input: z.input<typeof rolePairCloudFormationOptions> = {},
): GeneratedFile[] {
  const options = parseFields(rolePairCloudFormationOptions, input);
  checkTexts(pair, 'pair', cloudFormationTextProblem);
  const directory = options.directory ?? `cloudformation/${pairFolder(pair)}`;
  return [
    templateFile(`${directory}/platform.yaml`, platformTemplate(pair, options)),
    templateFile(`${directory}/external.yaml`, externalTemplate(pair, options)),
    ...foreignPolicyFiles(directory, pair),
    { path: `${directory}/README.md`, content: pairReadme(pair, steps) },
  ];
}

function platformTemplate(
  { platform, platformAccount, workload }: RolePair,
  { tags }: Options,
): CloudFormationTemplate {
  const resources: Record<string, CloudFormationResource> = {
    PlatformRole: roleResource(platform, { tags }),
  };
  if (workload.identity === 'pod-identity') {
    resources.PodIdentityAssociation = podIdentityAssociation({
      clusterName: clusterName(platformAccount.clusterArn),
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      role: 'PlatformRole',
      tags,
    });
  }
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Role of the service account ${workload.namespace}/${workload.serviceAccount}.`,
    Resources: resources,
    Outputs: {
      RoleArn: {
        Description: 'Role of the service account.',
        Value: attributeOf('PlatformRole', 'Arn'),
      },
    },
  };
}

function externalTemplate(
  pair: RolePair,
  { tags, externalPermissionsBoundaryArn }: Options,
): CloudFormationTemplate {
  const { external, executionRoles, account, workload } = pair;
  const bounded = (role: RoleDefinition): RoleDefinition => ({
    permissionsBoundaryArn: externalPermissionsBoundaryArn,
    ...role,
  });
  const roles = {
    ExternalRole: roleResource(bounded(external), { tags }),
    ...Object.fromEntries(
      executionRoles.map((role, index) => [
        `ExecutionRole${index + 1}`,
        roleResource(bounded(role), { tags }),
      ]),
    ),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `What ${workload.namespace}/${workload.serviceAccount} of the platform may reach in this account.`,
    Resources: {
      ...roles,
      ...resourcePolicyResources(pair.resourcePolicies, {
        field: 'pair.resourcePolicies',
        roles: Object.keys(roles),
      }),
    },
    Outputs: {
      RoleArn: {
        Description: 'Role that the platform assumes.',
        Value: attributeOf('ExternalRole', 'Arn'),
      },
      ExternalId: {
        Description: 'External id that goes with it; not a secret.',
        Value: account.externalId,
      },
    },
  };
}
