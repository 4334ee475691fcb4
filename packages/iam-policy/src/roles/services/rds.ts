import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { connectAsUsers, databaseUser, networkNote } from './database';
import { databaseSecret, readSecrets } from './secret';
import { listOf } from './support';

/** Databases that may be logged in to: with an IAM token, with the password in a secret, or both. */
export const rdsAccess = z
  .strictObject({
    service: z.literal('rds'),
    /** Login with an IAM token. */
    instances: z
      .array(
        z.strictObject({
          resourceId: z
            .string()
            .regex(
              /^(db-[A-Z0-9]{1,64}|prx-[0-9a-f]{1,64})$/,
              'use the resource id of the instance (like db-ABCDEFGHIJKL01234, not its name) or of the proxy (prx-…); for Aurora ask for "aurora"',
            ),
          users: listOf(databaseUser),
        }),
      )
      .min(1, 'list at least one instance, or leave "instances" out')
      .optional(),
    /** Secrets with user and password. */
    secrets: z
      .array(databaseSecret)
      .min(1, 'list at least one secret, or leave "secrets" out')
      .optional(),
  })
  .refine(({ instances, secrets }) => instances || secrets, {
    message:
      'name an instance to log in to, or the secret with its password under "secrets"',
    path: ['instances'],
  });

/**
 * RDS: login with an IAM token for exactly these database users, and reading of exactly these secrets.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrdsiamauthentication.html
 */
export const rdsBuilder: ServiceBuilder<z.output<typeof rdsAccess>> = {
  service: 'rds',
  prefixes: ['rds-db', 'secretsmanager', 'kms'],
  build({ instances = [], secrets = [] }, place) {
    const login = connectAsUsers('Rds', instances, place);
    const reading = readSecrets(
      'Rds',
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      secrets,
      place,
    );
    return {
      statements: [...login.statements, ...reading.statements],
      asked: [...login.asked, ...reading.asked],
      notes: [...login.notes, ...reading.notes, networkNote],
    };
  },
};
