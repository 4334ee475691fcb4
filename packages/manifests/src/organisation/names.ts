import {
  externalIdField,
  parseFields,
  shortHash,
} from '@cluster-self-service/iam-policy';
import type { Organisation } from './types';

/**
 * Where secrets of a namespace are: `cats/<namespace>/<name>`. Without a name, what all of its secrets begin with, and those of no
 * other namespace: the slash at the end is part of it, or `cats/a` would reach `cats/a-b` too.
 */
export function secretPath(
  organisation: Organisation,
  namespace: string,
  name = '',
): string {
  return `${organisation.secrets.pathPrefix}/${namespace}/${name}`;
}

/**
 * Name of an object that the platform manages: `managed--<suffix>`.
 *
 * @param maxLength - 63 for what must be a DNS label, 253 for what must be a subdomain
 */
export function managedName(
  organisation: Organisation,
  suffix: string,
  maxLength = 63,
): string {
  return fitName(
    `${organisation.kubernetes.managedPrefix}${suffix}`,
    maxLength,
  );
}

/** A name cut to a length. What was cut is told apart by a hash of the whole: two long names stay two. */
export function fitName(name: string, maxLength = 63): string {
  if (name.length <= maxLength) {
    return name;
  }
  const hash = shortHash(name);
  const start = name.slice(0, maxLength - hash.length - 1);
  return `${start.replace(/[-.]+$/, '')}-${hash}`;
}

/** Key of a label or annotation of ours: `cluster-self-service.io/<name>`. */
export function domainKey(organisation: Organisation, name: string): string {
  return `${organisation.kubernetes.domain}/${name}`;
}

/**
 * External id with which a namespace's roles are assumed: `cats@<namespace>@<account>`. It is no secret; it keeps one namespace from
 * being sent to the role of another.
 *
 * @param accountId - of the external account, twelve digits
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function externalId(
  organisation: Organisation,
  namespace: string,
  accountId: string,
): string {
  return parseFields(
    externalIdField,
    `${organisation.aws.externalIdPrefix}@${namespace}@${accountId}`,
  );
}
