import * as z from 'zod';

/**
 * Name of a customer or user. It becomes a segment of a path in Vault, so nothing that a policy or a path reads in another way
 * is taken: `*`, `+`, `/`, `..`, `{{`. Vault keeps names of policies in lower case.
 *
 * @see https://github.com/hashicorp/vault/blob/main/sdk/framework/path.go (GenericNameWithAtRegex)
 */
export const userName = z
  .string()
  .max(100, 'use at most 100 characters')
  .regex(
    /^[a-z0-9_]([a-z0-9_.@-]*[a-z0-9_])?$/,
    'use lower case letters, digits and any of _.@-, with a letter or digit at both ends',
  )
  .refine(name => !name.includes('..'), 'leave out ".."');

/** Seconds that credentials live. Vault's own are a role's, and a role taken with a role's credentials lasts an hour at most. */
export const credentialsTtl = z
  .int()
  .min(900, 'use 900 seconds or more: AWS takes nothing shorter')
  .max(
    3_600,
    'use 3,600 seconds or less: a role taken with the credentials of a role lasts an hour at most',
  );

/** Audience of the tokens with which service accounts log in to Vault. */
export const tokenAudience = z
  .string()
  .max(255, 'use at most 255 characters')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/,
    'use letters, digits and any of ._:/-',
  );
