import * as z from 'zod';
import type { AskedAccess, ServiceBuilder } from '../types';
import { kmsKeyId, useKeys } from './key';
import { secretName } from './secret';
import { allow, listOf, resourceArn } from './support';

const operation = z.enum(['read', 'write']);

/** Secrets by their exact names, or all of the namespace's own. */
export const secretsmanagerAccess = z
  .strictObject({
    service: z.literal('secretsmanager'),
    /** Exact names, without the six characters behind them in the ARN. */
    names: listOf(secretName).optional(),
    /** `cats` for every secret below `cats/<namespace>/`. */
    namespacePath: z
      .string()
      .max(200, 'use at most 200 characters')
      .regex(
        /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/,
        'use letters, digits and any of _.- with "/" between parts; the namespace is put behind it',
      )
      .optional(),
    operations: listOf(operation),
    /** Customer managed key of the secrets. */
    kmsKeyId: kmsKeyId.optional(),
  })
  .refine(({ names, namespacePath }) => names || namespacePath, {
    message:
      'name a secret, or give "namespacePath" for those of the namespace',
    path: ['names'],
  });

const secretActions: Record<z.output<typeof operation>, string[]> = {
  read: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  write: ['secretsmanager:PutSecretValue', 'secretsmanager:DescribeSecret'],
};

const keyActions: Record<z.output<typeof operation>, string[]> = {
  read: ['kms:Decrypt'],
  write: ['kms:GenerateDataKey', 'kms:Decrypt'],
};

/**
 * Secrets Manager: reads secrets and gives them new values. There is no listing: `ListSecrets` takes no resource, and the prefix
 * a client filters by is no boundary.
 *
 * The ARN of a secret ends with six characters nobody knows beforehand; six `?` match them and no other name. Those of a
 * namespace end with a slash and `*`, or `cats/a*` would reach `cats/a-b/` too.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export const secretsmanagerBuilder: ServiceBuilder<
  z.output<typeof secretsmanagerAccess>
> = {
  service: 'secretsmanager',
  prefixes: ['secretsmanager', 'kms'],
  build({ names = [], namespacePath, operations, kmsKeyId: keyId }, place) {
    const own = `${namespacePath}/${place.namespace}/`;
    const secrets = [
      ...names.map(name => ({
        pattern: `${name}-??????`,
        example: `${name}-a1B2c3`,
      })),
      ...(namespacePath
        ? [{ pattern: `${own}*`, example: `${own}example-a1B2c3` }]
        : []),
    ].map(({ pattern, example }) => ({
      pattern: resourceArn(place, 'secretsmanager', `secret:${pattern}`),
      example: resourceArn(place, 'secretsmanager', `secret:${example}`),
    }));
    const actions = [
      ...new Set(operations.flatMap(name => secretActions[name])),
    ];
    const keys = useKeys(
      'SecretsManagerUseKey',
      [keyId],
      'secretsmanager',
      place,
      [...new Set(operations.flatMap(name => keyActions[name]))],
    );
    return {
      statements: [
        allow(
          'SecretsManagerUseSecrets',
          actions,
          secrets.map(({ pattern }) => pattern),
        ),
        ...keys.statements,
      ],
      asked: [
        ...actions.flatMap(action =>
          secrets.map(
            ({ pattern, example }): AskedAccess => ({
              action,
              resource: example,
              within: { resource: pattern },
            }),
          ),
        ),
        ...keys.asked,
      ],
      notes: keys.notes,
    };
  },
};
