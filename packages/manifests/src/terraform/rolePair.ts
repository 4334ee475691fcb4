import {
  arnField,
  parseArn,
  parseFields,
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
import { attributes, type Body, checkTexts, named, reference } from '../hcl';
import {
  awsProvider,
  type ModuleBodies,
  output,
  printModule,
  terraformBlock,
} from '../terraformModule';
import { distinctLabels } from './labels';
import { resourcePolicyBlocks } from './resourcePolicies';
import { importRole, roleBlocks } from './role';
import {
  boundaryVariable,
  regionVariable,
  roleVariables,
} from './roleVariables';

/** How a role pair is written as Terraform. */
export const rolePairTerraformOptions = z.strictObject({
  /** Folder of the two root modules; `terraform/<name of the external role>` when left out. */
  directory: repositoryPath.optional(),
  tags: awsTags.default({}),
  /** Roles the AWS providers become first. */
  platformProviderRoleArn: arnField.optional(),
  externalProviderRoleArn: arnField.optional(),
  /** Whether the roles exist already: they are then taken over instead of made. */
  importRoles: z.boolean().default(false),
});

type Options = z.output<typeof rolePairTerraformOptions>;

const steps = [
  '- `platform/` is applied in the account of the platform.',
  '- `external/` is applied in the other account. The order does not matter.',
];

/**
 * Two root modules for Terraform or OpenTofu: `platform/` makes the role of the platform's account, `external/` what belongs in
 * the other one. Neither needs the other one to be applied first.
 *
 * @param pair - as `buildRolePair` makes it
 * @throws InvalidFieldsError naming what is wrong in the options, or what HCL cannot carry in the pair
 */
export function rolePairTerraform(
  pair: RolePair,
  input: z.input<typeof rolePairTerraformOptions> = {},
): GeneratedFile[] {
  const options = parseFields(rolePairTerraformOptions, input);
  checkTexts(pair, 'pair');
  const directory = options.directory ?? `terraform/${pairFolder(pair)}`;
  return [
    ...printModule(`${directory}/platform`, platformModule(pair, options)),
    ...printModule(`${directory}/external`, externalModule(pair, options)),
    ...foreignPolicyFiles(directory, pair),
    { path: `${directory}/README.md`, content: pairReadme(pair, steps) },
  ];
}

function platformModule(pair: RolePair, options: Options): ModuleBodies {
  const { platform, platformAccount } = pair;
  return {
    main: [
      ...(options.importRoles ? [importRole('platform', platform)] : []),
      ...roleBlocks('platform', platform, { boundary: boundaryVariable }),
      ...podIdentityAssociation(pair),
    ],
    versions: [
      terraformBlock('aws'),
      awsProvider({
        region: regionVariable,
        accountId: platformAccount.accountId,
        roleArn: options.platformProviderRoleArn,
      }),
    ],
    variables: roleVariables(
      parseArn(platformAccount.clusterArn)?.region ?? pair.account.region,
      options.tags,
    ),
    outputs: [
      output('role_arn', {
        description: 'Role of the service account.',
        value: reference('aws_iam_role', 'platform', 'arn'),
      }),
    ],
  };
}

function externalModule(pair: RolePair, options: Options): ModuleBodies {
  const { external, executionRoles, account } = pair;
  const roles = [external, ...executionRoles];
  const names = [
    'external',
    ...distinctLabels(executionRoles.map(role => role.name)),
  ];
  return {
    main: [
      ...(options.importRoles
        ? roles.map((role, index) => importRole(names[index], role))
        : []),
      ...roles.flatMap((role, index) =>
        roleBlocks(names[index], role, { boundary: boundaryVariable }),
      ),
      ...resourcePolicyBlocks(pair.resourcePolicies, {
        field: 'pair.resourcePolicies',
        roles: names,
      }),
    ],
    versions: [
      terraformBlock('aws'),
      awsProvider({
        region: regionVariable,
        accountId: account.accountId,
        roleArn: options.externalProviderRoleArn,
      }),
    ],
    variables: roleVariables(account.region, options.tags),
    outputs: [
      output('role_arn', {
        description: 'Role that the platform assumes.',
        value: reference('aws_iam_role', 'external', 'arn'),
      }),
      output('external_id', {
        description: 'External id that goes with it; not a secret.',
        value: account.externalId,
      }),
    ],
  };
}

/** Pod Identity gets the role from the cluster, not from an annotation of the service account. */
function podIdentityAssociation({ workload, platformAccount }: RolePair): Body {
  if (workload.identity !== 'pod-identity') {
    return [];
  }
  return [
    named(
      'resource',
      ['aws_eks_pod_identity_association', 'platform'],
      attributes({
        cluster_name: clusterName(platformAccount.clusterArn),
        namespace: workload.namespace,
        service_account: workload.serviceAccount,
        role_arn: reference('aws_iam_role', 'platform', 'arn'),
        tags: reference('var', 'tags'),
      }),
    ),
  ];
}
