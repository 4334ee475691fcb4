import { z } from 'zod';

/** ARN of an IAM role, with its path. */
export const roleArn = z
  .string()
  .max(2_048, 'use at most 2,048 characters')
  .regex(
    /^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    'write the ARN of a role: arn:aws:iam::123456789012:role/name',
  );

/** Twelve digits out of a role's ARN. */
export function accountOf(arn: string): string {
  return arn.split(':')[4];
}

/** An AWS region. */
export const region = z
  .string()
  .max(32, 'use at most 32 characters')
  .regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'write a region such as us-east-2');

/**
 * What the trust policy of a role in another account asks for.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const externalId = z
  .string()
  .min(2, 'use at least 2 characters')
  .max(1_224, 'use at most 1,224 characters')
  .regex(/^[\w+=,.@:/-]*$/, 'use letters, digits and _+=,.@:/-');

/**
 * Key or value of a session tag. STS takes letters of any script; what does not show is left out.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html
 */
export function sessionTagText(max: number) {
  return z
    .string()
    .max(max, `use at most ${max} characters`)
    .regex(
      /^[\p{L}\p{N} _.:/=+@-]*$/u,
      'use letters, digits, spaces and _.:/=+@-',
    );
}

/** AWS services a store can read. */
export const awsService = z.enum(['SecretsManager', 'ParameterStore']);
export type AwsService = z.output<typeof awsService>;
