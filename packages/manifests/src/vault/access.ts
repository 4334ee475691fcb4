import { externalIdField, parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain, repositoryPath, roleArn } from '../fields';
import type { GeneratedFile } from '../files';
import {
  attribute,
  attributes,
  block,
  type Body,
  call,
  named,
  printHcl,
  reference,
  template,
} from '../hcl';
import type { Organisation } from '../organisation';
import { vaultVersions } from './mounts';
import { credentialsTtl, tokenAudience, userName } from './fields';
import { credentialsPath, loginRole, resourceName, userRole } from './names';

/** Who may read credentials of whose role. */
export const vaultAccessInput = z
  .strictObject({
    directory: repositoryPath.default('vault/access'),
    /** Customers or users, each with a role in an AWS account of theirs. */
    users: z
      .array(
        z.strictObject({
          name: userName,
          roleArn,
          externalId: externalIdField,
          maxTtlSeconds: credentialsTtl.default(3_600),
        }),
      )
      .min(1, 'name at least one user'),
    /** Service accounts of the cluster, and the users whose credentials they may read. */
    workloads: z
      .array(
        z.strictObject({
          namespace: dnsLabel,
          serviceAccount: dnsSubdomain,
          users: z.array(userName).min(1, 'name at least one user'),
        }),
      )
      .default([]),
    /** Of the tokens with which workloads log in. */
    audience: tokenAudience.default('vault'),
  })
  .superRefine(({ users, workloads }, context) => {
    const refuse = (path: Array<string | number>, message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const names = users.map(({ name }) => name);
    names.forEach((name, index) => {
      if (names.indexOf(name) < index) {
        refuse(['users', index, 'name'], 'use another name: this one is taken');
      }
    });
    const roles = workloads.map(loginRole);
    workloads.forEach((workload, index) => {
      if (roles.indexOf(loginRole(workload)) < index) {
        refuse(
          ['workloads', index, 'serviceAccount'],
          'name each service account once, with all its users',
        );
      }
      workload.users.forEach((user, place) => {
        if (!users.some(({ name }) => name === user)) {
          refuse(
            ['workloads', index, 'users', place],
            'use the name of one of the users',
          );
        }
      });
    });
  });

type Access = z.output<typeof vaultAccessInput>;

/**
 * A root module that lets workloads become roles of users: for each user a role of the AWS secrets engine and a policy for its
 * one path, for each workload a role of the auth method with the policies of its users and no others.
 *
 * `external_id` needs Vault 1.17.2.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://github.com/hashicorp/terraform-provider-vault/pull/2290
 */
export function vaultAccess(
  input: z.input<typeof vaultAccessInput>,
  organisation: Organisation,
): GeneratedFile[] {
  const access = parseFields(vaultAccessInput, input);
  const { directory, users, workloads } = access;
  return [
    {
      path: `${directory}/main.tf`,
      content: printHcl([
        ...users.flatMap(user => userBlocks(user, organisation)),
        ...workloads.map(workload =>
          workloadBlock(workload, access.audience, organisation),
        ),
      ]),
    },
    {
      path: `${directory}/versions.tf`,
      content: printHcl(vaultVersions(organisation)),
    },
    ...users.map(({ name }) => ({
      path: `${directory}/${policyPath(name)}`,
      content: vaultPolicy(name, organisation),
    })),
  ];
}

/**
 * The policy for a user's credentials, in Vault's own HCL. Reading with a `ttl` is an update to Vault.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies
 */
function vaultPolicy(user: string, organisation: Organisation): string {
  return printHcl([
    block(
      'path',
      [credentialsPath(organisation, user)],
      [attribute('capabilities', ['read', 'update'])],
    ),
  ]);
}

function userBlocks(
  user: Access['users'][number],
  { vault }: Organisation,
): Body {
  const name = resourceName(user.name);
  return [
    named(
      'resource',
      ['vault_aws_secret_backend_role', name],
      attributes({
        backend: vault.awsSecretsPath,
        name: userRole(user.name),
        credential_type: 'assumed_role',
        role_arns: [user.roleArn],
        external_id: user.externalId,
        default_sts_ttl: 900,
        max_sts_ttl: user.maxTtlSeconds,
      }),
    ),
    named(
      'resource',
      ['vault_policy', name],
      attributes({
        name: userRole(user.name),
        policy: call(
          'file',
          template(reference('path', 'module'), `/${policyPath(user.name)}`),
        ),
      }),
    ),
  ];
}

function workloadBlock(
  workload: Access['workloads'][number],
  audience: string,
  { vault }: Organisation,
): Body[number] {
  return named(
    'resource',
    [
      'vault_kubernetes_auth_backend_role',
      resourceName(workload.namespace, workload.serviceAccount),
    ],
    attributes({
      backend: vault.kubernetesAuthPath,
      role_name: loginRole(workload),
      bound_service_account_names: [workload.serviceAccount],
      bound_service_account_namespaces: [workload.namespace],
      audience,
      token_policies: [...new Set(workload.users)].map(user =>
        reference('vault_policy', resourceName(user), 'name'),
      ),
      token_ttl: 900,
      token_max_ttl: 3_600,
    }),
  );
}

function policyPath(user: string): string {
  return `policies/${userRole(user)}.hcl`;
}
