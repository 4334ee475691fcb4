import { shortHash } from '@cluster-self-service/iam-policy';

/** A name as Terraform's resources have it: lower case letters, digits and `_`, a letter first. */
export function label(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return /^[a-z]/.test(plain) ? plain : `r_${plain}`;
}

/** {@link label}s of several names, in their order; those that would be the same end in a hash of the name. */
export function distinctLabels(names: readonly string[]): string[] {
  const plain = names.map(label);
  return plain.map((text, index) =>
    plain.filter(other => other === text).length === 1
      ? text
      : `${text}_${shortHash(names[index], 6)}`,
  );
}
