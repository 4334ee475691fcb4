import type { IncomingHttpHeaders } from 'node:http';
import { badRequest, forbidden, unauthorized } from '../errors';
import type { Authorizer } from '../operations';
import type { UserInfo } from '../types';

export const AUTHENTICATED = 'system:authenticated';
const ANONYMOUS: UserInfo = {
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** Bearer tokens and whose they are. */
export class Tokens {
  readonly #users = new Map<
    string,
    { user: UserInfo; isValid: () => boolean }
  >();

  /** @param isValid - asked each time the token is shown */
  add(
    token: string,
    { username, groups }: UserInfo,
    isValid: () => boolean = () => true,
  ): void {
    const all = groups.includes(AUTHENTICATED)
      ? groups
      : [...groups, AUTHENTICATED];
    this.#users.set(token, { user: { username, groups: all }, isValid });
  }

  find(token: string): UserInfo | undefined {
    const found = this.#users.get(token);
    return found?.isValid() ? found.user : undefined;
  }
}

/**
 * Who sends a request. Without a token it is `system:anonymous`, which RBAC lets see the public paths only.
 *
 * @throws ApiError 401 for a token that nobody has
 */
export function authenticate(
  headers: IncomingHttpHeaders,
  tokens: Tokens,
): UserInfo {
  const { authorization } = headers;
  if (authorization === undefined) {
    return ANONYMOUS;
  }
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  const user = token && tokens.find(token);
  if (!user) {
    throw unauthorized();
  }
  return user;
}

function headerValues(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().filter(item => item !== '');
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * As whom the request is to be taken: the Impersonate-* headers, where RBAC allows it.
 *
 * @param rawHeaders - repeated Impersonate-Group headers are several groups
 * @throws ApiError 403
 */
export function impersonate(
  user: UserInfo,
  rawHeaders: string[],
  authorizer: Authorizer,
): UserInfo {
  const headers = new Map<string, string[]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index].toLowerCase();
    if (name.startsWith('impersonate-')) {
      headers.set(name, [
        ...(headers.get(name) ?? []),
        ...headerValues(rawHeaders[index + 1]),
      ]);
    }
  }
  if (headers.size === 0) {
    return user;
  }
  const username = headers.get('impersonate-user')?.[0] ?? '';
  if (!username) {
    throw badRequest(
      'Impersonate-* headers need Impersonate-User: as whom to act',
    );
  }
  const groups = headers.get('impersonate-group') ?? [];
  const require = (resource: string, name: string, namespace?: string) => {
    const attributes = {
      verb: 'impersonate',
      group: '',
      resource,
      name,
      namespace,
    };
    if (!authorizer.isAllowed(user, attributes)) {
      throw forbidden(
        { group: '', resource },
        name,
        `User "${
          user.username
        }" cannot impersonate resource "${resource}" in API group "" ${
          namespace ? `in the namespace "${namespace}"` : 'at the cluster scope'
        }`,
      );
    }
  };
  const account = SERVICE_ACCOUNT.exec(username);
  if (account) {
    require('serviceaccounts', account[2], account[1]);
  } else {
    require('users', username);
  }
  groups.forEach(group => require('groups', group));
  const implied = account
    ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
    : [];
  const all = [...(groups.length > 0 ? groups : implied), AUTHENTICATED];
  return { username, groups: [...new Set(all)] };
}
