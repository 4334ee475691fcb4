import type { PolicyRule } from '../kubernetes/types';

/** One verb on one thing. */
type Atom =
  | { verb: string; url: string }
  | { verb: string; group: string; resource: string; name?: string };

function atoms(rule: PolicyRule): Atom[] {
  return rule.verbs.flatMap((verb): Atom[] => {
    if (rule.nonResourceURLs?.length) {
      return rule.nonResourceURLs.map(url => ({ verb, url }));
    }
    return (rule.apiGroups ?? []).flatMap(group =>
      (rule.resources ?? []).flatMap((resource): Atom[] =>
        rule.resourceNames?.length
          ? rule.resourceNames.map(name => ({ verb, group, resource, name }))
          : [{ verb, group, resource }],
      ),
    );
  });
}

function holds(list: string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value));
}

function coversResource(
  resources: string[] | undefined,
  resource: string,
): boolean {
  const [, subresource] = resource.split('/');
  return (
    holds(resources, resource) ||
    (subresource !== undefined &&
      holds(
        resources?.filter(one => one !== '*'),
        `*/${subresource}`,
      ))
  );
}

function coversUrl(urls: string[] | undefined, url: string): boolean {
  return (urls ?? []).some(
    owned =>
      owned === '*' ||
      owned === url ||
      (owned.endsWith('*') && url.startsWith(owned.slice(0, -1))),
  );
}

function covers(owned: PolicyRule, atom: Atom): boolean {
  if (!holds(owned.verbs, atom.verb)) {
    return false;
  }
  if ('url' in atom) {
    return coversUrl(owned.nonResourceURLs, atom.url);
  }
  return (
    holds(owned.apiGroups, atom.group) &&
    coversResource(owned.resources, atom.resource) &&
    (!owned.resourceNames?.length ||
      (atom.name !== undefined && owned.resourceNames.includes(atom.name)))
  );
}

function quoted(values: string[]): string {
  return `[${values.map(value => JSON.stringify(value)).join(' ')}]`;
}

function written(atom: Atom): string {
  if ('url' in atom) {
    return `{NonResourceURLs:${quoted([atom.url])}, Verbs:${quoted([
      atom.verb,
    ])}}`;
  }
  const names =
    atom.name === undefined ? '' : `, ResourceNames:${quoted([atom.name])}`;
  return `{APIGroups:${quoted([atom.group])}, Resources:${quoted([
    atom.resource,
  ])}${names}, Verbs:${quoted([atom.verb])}}`;
}

/**
 * What of the requested rules is not held, written as Kubernetes writes it in `attempting to grant RBAC permissions not
 * currently held`. Empty when everything is held.
 */
export function missingRules(
  owned: PolicyRule[],
  requested: PolicyRule[],
): string[] {
  return requested
    .flatMap(atoms)
    .filter(atom => !owned.some(rule => covers(rule, atom)))
    .map(written);
}

/** Who asks, as Kubernetes writes it beside the missing rules. */
export function writtenUser(user: {
  username: string;
  groups: string[];
}): string {
  return `user ${JSON.stringify(user.username)} (groups=${quoted(
    user.groups,
  )})`;
}
