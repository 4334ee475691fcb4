import { builtInCatalogue } from './built-in';
import others from './permissions.generated.json';

const managing = new Set(
  Object.entries(others).flatMap(([prefix, names]) =>
    names.map(name => `${prefix}:${name}`.toLowerCase()),
  ),
);

/**
 * Whether AWS sorts an action under permissions management: it changes who may do what. That is known of every service of AWS,
 * also of those that the built-in catalogue does not hold.
 *
 * @param action - with its prefix, without wildcards
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export function managesPermissions(action: string): boolean {
  const known = builtInCatalogue.action(action);
  return known
    ? known.accessLevel === 'Permissions management'
    : managing.has(action.toLowerCase());
}
