import { parseFields, regionField } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { repositoryPath, roleArn } from '../fields';
import type { GeneratedFile } from '../files';
import { attributes, block, type Body, named, reference } from '../hcl';
import type { Organisation } from '../organisation';
import {
  output,
  printModule,
  terraformBlock,
  variable,
} from '../terraformModule';
import { tokenAudience } from './fields';

const credentials = z.discriminatedUnion('from', [
  z.strictObject({
    /** What the Vault server finds around it: its service account's role (IRSA), its instance's. */
    from: z.literal('environment'),
  }),
  z.strictObject({
    /** A token that Vault issues itself and AWS trusts: Vault Enterprise 1.16 and HCP. */
    from: z.literal('workload-identity'),
    roleArn,
    audience: tokenAudience,
  }),
]);

/** What of Vault a cluster needs once. */
export const vaultMountsInput = z.strictObject({
  directory: repositoryPath.default('vault/mounts'),
  region: regionField.optional(),
  /** Where Vault has its own AWS credentials from. There are no static keys. */
  credentials: credentials.default({ from: 'environment' }),
});

/**
 * A root module with the two mounts: the auth method for the cluster's service accounts, and the AWS secrets engine.
 *
 * The tokens that workloads log in with are for Vault and no good for the API server. So a Vault outside the cluster needs a token
 * of its own to ask the API server about them.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://registry.terraform.io/providers/hashicorp/vault/latest/docs
 * @see https://developer.hashicorp.com/vault/docs/auth/kubernetes#how-to-work-with-short-lived-kubernetes-tokens
 */
export function vaultMounts(
  input: z.input<typeof vaultMountsInput>,
  organisation: Organisation,
): GeneratedFile[] {
  const settings = parseFields(vaultMountsInput, input);
  const { vault, aws, kubernetes } = organisation;
  const main: Body = [
    named(
      'resource',
      ['vault_auth_backend', 'kubernetes'],
      attributes({
        type: 'kubernetes',
        path: vault.kubernetesAuthPath,
        description: `Service accounts of the cluster ${kubernetes.clusterName}.`,
      }),
    ),
    named(
      'resource',
      ['vault_kubernetes_auth_backend_config', 'kubernetes'],
      attributes({
        backend: reference('vault_auth_backend', 'kubernetes', 'path'),
        kubernetes_host: reference('var', 'kubernetes_host'),
        kubernetes_ca_cert: reference('var', 'kubernetes_ca_cert'),
        token_reviewer_jwt: reference('var', 'token_reviewer_jwt'),
      }),
    ),
    named(
      'resource',
      ['vault_aws_secret_backend', 'aws'],
      attributes({
        path: vault.awsSecretsPath,
        region: settings.region ?? aws.region,
        ...(settings.credentials.from === 'workload-identity' && {
          role_arn: settings.credentials.roleArn,
          identity_token_audience: settings.credentials.audience,
        }),
        default_lease_ttl_seconds: 900,
        max_lease_ttl_seconds: 3_600,
      }),
    ),
  ];
  return printModule(settings.directory, {
    main,
    versions: vaultVersions(organisation),
    variables: [
      variable('kubernetes_host', {
        type: 'string',
        description: 'Address of the API server, as Vault reaches it.',
      }),
      variable('kubernetes_ca_cert', {
        type: 'string',
        description: 'Certificate authority of the API server, as PEM.',
      }),
      variable('token_reviewer_jwt', {
        type: 'string',
        description:
          'Token of a service account with the ClusterRole system:auth-delegator, where Vault runs outside the cluster. Inside, Vault uses its own.',
        default: null,
        sensitive: true,
      }),
    ],
    outputs: [
      output('auth_accessor', {
        description: 'Accessor of the auth method, for identity templates.',
        value: reference('vault_auth_backend', 'kubernetes', 'accessor'),
      }),
    ],
  });
}

/** `versions.tf` of a module for Vault. The token comes from the environment. */
export function vaultVersions({ vault }: Organisation): Body {
  return [
    terraformBlock('vault'),
    block(
      'provider',
      ['vault'],
      attributes({
        address: vault.address,
        namespace: vault.namespace || undefined,
      }),
    ),
  ];
}
