import { parseArn } from '@cluster-self-service/iam-policy';
import * as z from 'zod';

/** Twelve digits out of a role's ARN. */
export function accountOf(arn: string): string | undefined {
  return parseArn(arn)?.accountId;
}

/** AWS services a store can read. */
export const awsService = z.enum(['SecretsManager', 'ParameterStore']);
export type AwsService = z.output<typeof awsService>;
