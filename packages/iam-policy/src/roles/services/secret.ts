import * as z from 'zod';
import type { AskedAccess, ServiceContribution, ServicePlace } from '../types';
import { useKeys, kmsKeyId } from './key';
import { allow, resourceArn } from './support';

/** Name of a secret, without the six characters that Secrets Manager puts behind it in the ARN. */
export const secretName = z
  .string()
  .regex(
    /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    'use the name of the secret, up to 512 letters, digits and any of /_+=.@-, not its ARN',
  );

/** A secret with the credentials of a database. */
export const databaseSecret = z.strictObject({
  name: secretName,
  /** Only for a customer managed key. */
  kmsKeyId: kmsKeyId.optional(),
});

/**
 * Reading of exactly these secrets. The ARN of a secret ends with six characters nobody knows beforehand; six `?` match them and
 * no other name, which `*` would.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 */
export function readSecrets(
  service: string,
  actions: string[],
  secrets: Array<z.output<typeof databaseSecret>>,
  place: ServicePlace,
): Required<Pick<ServiceContribution, 'statements' | 'asked' | 'notes'>> {
  const names = [...new Set(secrets.map(({ name }) => name))];
  if (!names.length) {
    return { statements: [], asked: [], notes: [] };
  }
  const arn = (name: string, ending: string) =>
    resourceArn(place, 'secretsmanager', `secret:${name}-${ending}`);
  const decryption = useKeys(
    `${service}DecryptSecret`,
    secrets.map(secret => secret.kmsKeyId),
    'secretsmanager',
    place,
  );
  return {
    statements: [
      allow(
        `${service}ReadSecret`,
        actions,
        names.map(name => arn(name, '??????')),
      ),
      ...decryption.statements,
    ],
    asked: [
      ...actions.flatMap(action =>
        names.map(
          (name): AskedAccess => ({
            action,
            resource: arn(name, 'a1B2c3'),
            within: { resource: arn(name, '??????') },
          }),
        ),
      ),
      ...decryption.asked,
    ],
    notes: decryption.notes,
  };
}
