import * as z from 'zod';
import { isAccountId, parseArn } from '../arn';

/** Twelve digits, as text: a leading zero counts. */
export const accountIdField = z
  .string()
  .refine(isAccountId, 'use the twelve digits of an AWS account id');

/** `us-east-2`, `us-gov-west-1`. */
export const regionField = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[a-z]{2,10}){1,2}-\d{1,2}$/,
    'use the name of an AWS region, e.g. us-east-2',
  );

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleNameField = z
  .string()
  .regex(
    /^[\w+=,.@-]{1,64}$/,
    'use 1 to 64 letters, digits and any of _+=,.@-',
  );

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalIdField = z
  .string()
  .regex(
    /^[\w+=,.@:/-]{2,1224}$/,
    'use 2 to 1,224 letters, digits and any of _+=,.@:/-',
  );

/** A whole ARN without wildcards and placeholders. */
export const arnField = z
  .string()
  .max(2048, 'use at most 2,048 characters')
  .regex(/^[\x21-\x7e]*$/, 'use printable characters without spaces')
  .refine(
    text => parseArn(text) !== undefined,
    'use an ARN: arn:aws:<service>:<region>:<account>:<resource>',
  )
  .refine(
    text => !/[*?<>{}$]/.test(text),
    'name one resource: wildcards and placeholders are not taken',
  );

/** `o-` and 10 to 32 lower case letters and digits. */
export const organizationIdField = z
  .string()
  .regex(
    /^o-[a-z0-9]{10,32}$/,
    'use the id of an AWS organization: o- and 10 to 32 lower case letters and digits',
  );
