import { shortHash } from '../hash';

/** IAM's limit for names of roles. */
const maxLength = 64;

/**
 * Name of a role: the prefix and the parts, with a dot between the parts. Different parts give different names, without regard
 * to case, because IAM sees none: a name that is too long, or has parts in which something else than lowercase letters, digits,
 * `_` and `-` stands, is cut and ends in `@` and a hash of all of it.
 *
 * @param prefix - at most 40 characters: `managed--`
 * @param parts - the widest first: namespace, name of the workload, what the role is for
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
export function roleName(prefix: string, ...parts: string[]): string {
  const plain = `${prefix}${parts.join('.')}`;
  if (
    plain.length <= maxLength &&
    parts.every(part => /^[0-9a-z_-]+$/.test(part))
  ) {
    return plain;
  }
  const hash = `@${shortHash(JSON.stringify([prefix, ...parts]), 12)}`;
  return `${plain
    .replace(/[^\w+=,.-]/g, '-')
    .slice(0, maxLength - hash.length)}${hash}`;
}
