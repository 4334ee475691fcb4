import type {
  AccessPerson,
  GrantSubject,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  isRecord,
  listOf,
  textOf,
  type RancherUser,
  type RancherUserAttribute,
} from './resources';
import { parseTime } from './time';

/** Annotation of a catalog user that names their Rancher user, for people who cannot be found by their principal. */
export const USER_ID_ANNOTATION = 'rancher.io/user-id';

export function principalsOf(user: RancherUser): string[] {
  return listOf(user.principalIds).filter(id => typeof id === 'string');
}

/**
 * Principals are compared without regard to case: identity providers write e-mail addresses as people once typed them. Only
 * for ASCII letters: elsewhere different letters can become the same one, and one person another.
 */
export function principalKey(principal: string): string {
  return principal.replace(/[A-Z]/g, letter => letter.toLowerCase());
}

/** The cluster agents and other accounts of Rancher's own; never a person. */
function isSystemUser(user: RancherUser): boolean {
  return principalsOf(user).some(id => id.startsWith('system://'));
}

/** The name of the entity in `user:default/erin`. */
function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}

/**
 * The principal that Rancher should know a person by, from a template like `okta_user://{email}`. Nothing where the
 * catalog does not know what the template asks for.
 */
export function principalOf(
  template: string,
  person: AccessPerson,
): string | undefined {
  const values: Record<string, string | undefined> = {
    email: person.email,
    name: nameOf(person.entityRef),
  };
  let complete = true;
  const principal = template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    complete = complete && Boolean(value);
    return value ?? '';
  });
  return complete ? principal : undefined;
}

/** How users can be looked up. */
export interface UserDirectory {
  byId(id: string): RancherUser | undefined;
  byPrincipal(principal: string): RancherUser[];
}

/**
 * Finds the one Rancher user a person is. Whoever cannot be told without doubt is nobody: several users with the same
 * principal, an annotation that names someone else than the principal does, or an account of Rancher's own.
 */
export function findUser(
  person: AccessPerson,
  template: string,
  directory: UserDirectory,
): RancherUser | undefined {
  const annotated = textOf(person.annotations[USER_ID_ANNOTATION]);
  const principal = principalOf(template, person);
  const found = principal === undefined ? [] : directory.byPrincipal(principal);
  if (found.length > 1) {
    return undefined;
  }
  const named = annotated === undefined ? undefined : directory.byId(annotated);
  if (annotated !== undefined && (!named || (found[0] && found[0] !== named))) {
    return undefined;
  }
  const user = named ?? found[0];
  return user && !isSystemUser(user) ? user : undefined;
}

/** Names of the group principals of every identity provider. */
function groupsOf(attribute: RancherUserAttribute): string[] {
  const byProvider = attribute.GroupPrincipals ?? attribute.groupPrincipals;
  const groups = Object.values(isRecord(byProvider) ? byProvider : {})
    .flatMap(principals =>
      isRecord(principals) ? listOf(principals.Items ?? principals.items) : [],
    )
    .map(item =>
      isRecord(item) && isRecord(item.metadata)
        ? textOf(item.metadata.name)
        : undefined,
    )
    .filter(name => name !== undefined);
  return [...new Set(groups)];
}

/** @param attribute - the UserAttribute of the same name as the user */
export function grantSubject(
  user: RancherUser,
  attribute: RancherUserAttribute | undefined,
): GrantSubject | undefined {
  const { name, deletionTimestamp } = user.metadata;
  if (!name) {
    return undefined;
  }
  return {
    id: name,
    groups: attribute ? groupsOf(attribute) : [],
    groupsRefreshedAt: parseTime(
      attribute?.LastRefresh ?? attribute?.lastRefresh,
    ),
    enabled: user.enabled !== false && !deletionTimestamp,
  };
}
