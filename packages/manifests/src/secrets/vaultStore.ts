import { parseFields } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { dnsLabel, dnsSubdomain } from '../fields';
import type { KubernetesObject } from '../kubernetes';
import type { Organisation } from '../organisation';

/** A path in Vault: a mount, or a secret in it. */
export const vaultPath = z
  .string()
  .min(1, 'must not be empty')
  .max(512, 'use at most 512 characters')
  .regex(
    /^[\w.@-]+(\/[\w.@-]+)*$/,
    'use letters, digits and _.@-, with "/" between parts and none at the ends',
  )
  .refine(
    path => path.split('/').every(part => part !== '.' && part !== '..'),
    'leave out "." and ".."',
  );

/** Name of a role of an auth method. */
export const vaultRole = z
  .string()
  .max(128, 'use at most 128 characters')
  .regex(/^[\w.-]+$/, 'use letters, digits and _.-');

/** What {@link vaultSecretStore} takes. */
export const vaultSecretStoreInput = z.strictObject({
  namespace: dnsLabel,
  name: dnsSubdomain,
  /** Service account whose token Vault checks; the role has to be bound to it and to its namespace. */
  serviceAccount: dnsSubdomain,
  /** Role of the Kubernetes auth method. */
  role: vaultRole,
  /** Where the auth method is mounted; the organisation's mount when left out. */
  mountPath: vaultPath.optional(),
  /** Mount of the KV engine: `secret`. Without it every key has to begin with the mount. */
  path: vaultPath.optional(),
  /** Version of the KV engine. */
  version: z.enum(['v1', 'v2']).default('v2'),
});
export type VaultSecretStoreInput = z.input<typeof vaultSecretStoreInput>;

/**
 * A SecretStore for Vault's KV engine, by the Kubernetes auth method. What a namespace may read is up to the policies of the role.
 *
 * @throws InvalidFieldsError naming every field that is wrong
 * @see https://external-secrets.io/latest/provider/hashicorp-vault/
 */
export function vaultSecretStore(
  input: VaultSecretStoreInput,
  organisation: Organisation,
): KubernetesObject[] {
  const store = parseFields(vaultSecretStoreInput, input);
  const { address, namespace, kubernetesAuthPath } = organisation.vault;
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: store.name, namespace: store.namespace },
      spec: {
        provider: {
          vault: {
            server: address,
            ...(namespace && { namespace }),
            ...(store.path && { path: store.path }),
            version: store.version,
            auth: {
              kubernetes: {
                mountPath: store.mountPath ?? kubernetesAuthPath,
                role: store.role,
                serviceAccountRef: { name: store.serviceAccount },
              },
            },
          },
        },
      },
    },
  ];
}
