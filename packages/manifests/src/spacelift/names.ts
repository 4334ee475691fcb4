/**
 * Name of a resource in Terraform. Names of Spacelift's things have no `_`, so different parts give different names.
 *
 * @param parts - all but the last one are RFC 1123 labels
 */
export function resourceName(...parts: string[]): string {
  const name = parts.join('_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
