import {
  externalIdField,
  parseFields,
  type PolicyDocument,
} from '@cluster-self-service/iam-policy';
import * as z from 'zod';
import { roleArn } from '../fields';

/** Who takes a user's role. */
export const vaultUserTrustInput = z.strictObject({
  /** Role of the Vault server. */
  vaultRoleArn: roleArn,
  externalId: externalIdField,
});

/**
 * The trust policy of a user's role: Vault's account is the principal and its role a condition, so that neither role has to be
 * there first.
 *
 * @throws InvalidFieldsError naming what is wrong
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function vaultUserTrust(
  input: z.input<typeof vaultUserTrustInput>,
): PolicyDocument {
  const { vaultRoleArn, externalId } = parseFields(vaultUserTrustInput, input);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowVault',
        Effect: 'Allow',
        Principal: {
          AWS: [vaultRoleArn.replace(/role\/.*$/, 'root')],
        },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'sts:ExternalId': [externalId] },
          ArnEquals: { 'aws:PrincipalArn': [vaultRoleArn] },
        },
      },
    ],
  };
}
