import { arnField, parseArn } from '@cluster-self-service/iam-policy';
import * as z from 'zod';

/** ARN of an IAM role, with its path. */
export const roleArn = arnField.regex(
  /^arn:[^:]+:iam::[0-9]{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  'write the ARN of a role: arn:aws:iam::123456789012:role/name',
);

/** Twelve digits out of a role's ARN. */
export function accountOf(arn: string): string | undefined {
  return parseArn(arn)?.accountId;
}

/** AWS services a store can read. */
export const awsService = z.enum(['SecretsManager', 'ParameterStore']);
export type AwsService = z.output<typeof awsService>;
