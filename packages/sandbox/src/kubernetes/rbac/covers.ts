import type { PolicyRule } from '../types';
import { urlMatches } from './rules';

/** Single verb, group, resource, name: what escalation is decided about one by one. */
function breakdown(rule: PolicyRule): PolicyRule[] {
  return rule.verbs.flatMap(verb => [
    ...(rule.nonResourceURLs ?? []).map(url => ({
      verbs: [verb],
      nonResourceURLs: [url],
    })),
    ...(rule.apiGroups ?? []).flatMap(group =>
      (rule.resources ?? []).flatMap(resource => {
        const single = {
          verbs: [verb],
          apiGroups: [group],
          resources: [resource],
        };
        return rule.resourceNames?.length
          ? rule.resourceNames.map(name => ({
              ...single,
              resourceNames: [name],
            }))
          : [single];
      }),
    ),
  ]);
}

function coversAll(
  owned: string[] | undefined,
  wanted: string[] | undefined,
): boolean {
  return Boolean(
    owned?.includes('*') ||
      (wanted ?? []).every(value => owned?.includes(value) ?? false),
  );
}

function coversResources(owned: string[] = [], wanted: string[] = []): boolean {
  return (
    owned.includes('*') ||
    wanted.every(
      resource =>
        owned.includes(resource) ||
        (resource.includes('/') &&
          owned.includes(`*/${resource.split('/').pop()}`)),
    )
  );
}

function covers(owner: PolicyRule, wanted: PolicyRule): boolean {
  const names =
    !owner.resourceNames?.length ||
    Boolean(
      wanted.resourceNames?.length &&
        wanted.resourceNames.every(name => owner.resourceNames?.includes(name)),
    );
  if (wanted.nonResourceURLs) {
    return (
      coversAll(owner.verbs, wanted.verbs) &&
      wanted.nonResourceURLs.every(
        path =>
          owner.nonResourceURLs?.some(pattern => urlMatches(pattern, path)) ??
          false,
      )
    );
  }
  return (
    coversAll(owner.verbs, wanted.verbs) &&
    coversAll(owner.apiGroups, wanted.apiGroups) &&
    coversResources(owner.resources, wanted.resources) &&
    names
  );
}

/** The rights among `wanted` that `owned` does not contain. (component-helpers `auth/rbac/validation.Covers`) */
export function uncovered(
  owned: PolicyRule[],
  wanted: PolicyRule[],
): PolicyRule[] {
  return wanted
    .flatMap(breakdown)
    .filter(single => !owned.some(rule => covers(rule, single)));
}

const printed = (name: string, values: string[] | undefined) =>
  values?.length
    ? [`${name}:[${values.map(value => JSON.stringify(value)).join(' ')}]`]
    : [];

/** A rule as messages print it: `{APIGroups:[""], Resources:["pods"], Verbs:["get"]}`. */
export function printRule(rule: PolicyRule): string {
  return `{${[
    ...printed('APIGroups', rule.apiGroups),
    ...printed('Resources', rule.resources),
    ...printed('ResourceNames', rule.resourceNames),
    ...printed('NonResourceURLs', rule.nonResourceURLs),
    ...printed('Verbs', rule.verbs),
  ].join(', ')}}`;
}
