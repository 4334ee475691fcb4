import * as z from 'zod';
import type { ServiceContribution, ServicePlace } from '../types';
import { allow, ask, resourceArn } from './support';

/** Id of a customer managed KMS key. An alias is not enough: a policy cannot be narrowed to it. */
export const kmsKeyId = z
  .string()
  .regex(
    /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/,
    'use the key id, like 1234abcd-12ab-34cd-56ef-1234567890ab, not an alias or an ARN',
  );

const keyNote =
  'Let the policy of each KMS key leave it to IAM who in the account may use the key, as the default key policy does.';

type Contribution = Required<
  Pick<ServiceContribution, 'statements' | 'asked' | 'notes'>
>;

/**
 * Use of the keys, only when a service asks for it on the caller's behalf.
 *
 * @param via - the service that holds what is encrypted: `secretsmanager`
 * @param actions - decryption when left out; who writes needs `kms:GenerateDataKey` too
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function useKeys(
  sid: string,
  keyIds: Array<string | undefined>,
  via: string,
  place: ServicePlace,
  actions = ['kms:Decrypt'],
): Contribution {
  const keyArns = [...new Set(keyIds)].flatMap(id =>
    id ? [resourceArn(place, 'kms', `key/${id}`)] : [],
  );
  if (!keyArns.length || !actions.length) {
    return { statements: [], asked: [], notes: [] };
  }
  const domain =
    place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const viaService = `${via}.${place.region}.${domain}`;
  return {
    statements: [
      allow(sid, actions, keyArns, {
        StringEquals: { 'kms:ViaService': [viaService] },
      }),
    ],
    asked: ask(actions, keyArns, { 'kms:ViaService': viaService }),
    notes: [keyNote],
  };
}
