import type { FieldProblem } from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { secretPath } from '../organisation';
import type { Organisation } from '../organisation';
import type { AwsService } from './aws';

/**
 * Name of a secret in the store, relative to the namespace's prefix: `rds/credentials`.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export const remoteKey = z
  .string()
  .min(1, 'must not be empty')
  .max(512, 'use at most 512 characters')
  .regex(
    /^[A-Za-z0-9/_+=.@-]*$/,
    'use letters, digits and /_+=.@- (names of secrets, no ARNs)',
  )
  .refine(
    key => !key.startsWith('/'),
    'leave out the "/" in front: a key is relative to the prefix of the namespace',
  )
  .refine(
    key => key.split('/').every(part => part !== '..' && part !== '.'),
    'leave out "." and "..": a key cannot leave the prefix of the namespace',
  );

/**
 * What every secret of a namespace begins with: `cats/<namespace>/`. Names of parameters with a `/` in them begin with one, so
 * Parameter Store has `/cats/<namespace>/`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export function namespacePrefix(
  namespace: string,
  organisation: Organisation,
  service: AwsService = 'SecretsManager',
): string {
  const prefix = secretPath(organisation, namespace);
  return service === 'ParameterStore' ? `/${prefix}` : prefix;
}

/**
 * What is wrong with a key in view of the prefixes of namespaces: the own one, which the store would put before it once more, or
 * the one of another namespace. Stores of Vault put nothing before keys: the own prefix may stand there.
 *
 * @param path - of the field the key is in
 */
export function checkPrefix(
  key: string,
  path: string,
  { namespace, store }: { namespace: string; store: { service: string } },
  organisation: Organisation,
): FieldProblem[] {
  const own = namespacePrefix(namespace, organisation);
  if (`${key}/`.startsWith(own)) {
    return store.service === 'Vault'
      ? []
      : [
          {
            path,
            message: `leave out "${own}": the store puts it before every key`,
          },
        ];
  }
  if (key.startsWith(`${organisation.secrets.pathPrefix}/`)) {
    return [
      {
        path,
        message: `is a secret of another namespace: "${namespace}" reads what begins with "${own}", and nothing else`,
      },
    ];
  }
  return [];
}
