import * as z from 'zod';
import { script } from '../script';
import type { AwsCall } from '../types';

/** Reads a secret, to see that it can be read. Its value goes to a file of the pod, and never to the log. */
export const secretsmanagerCall = z.strictObject({
  service: z.literal('secretsmanager'),
  /** Name or ARN. */
  secret: z
    .string()
    .max(2_048, 'use at most 2048 characters')
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9/_+=.@:-]*$/,
      'use letters, digits and any of /_+=.@:-',
    ),
});

const READ = script(String.raw`
umask 077
aws secretsmanager get-secret-value --secret-id "$SECRET_ID" --query SecretString --output text >"$HOME/secret"
[ -s "$HOME/secret" ] || fail "the secret $SECRET_ID is empty"
rm "$HOME/secret"
say "the secret $SECRET_ID can be read"
`);

export function secretsmanager(
  call: z.output<typeof secretsmanagerCall>,
): AwsCall {
  return { env: { SECRET_ID: call.secret }, files: {}, script: READ };
}
