import { isAccountId, parseArn } from '../arn';
import { type PrincipalMap, type Principals } from '../document';
import { type Caller, isInAccount } from './caller';

/**
 * How a `Principal` element means a caller. `account`: by its account, which leaves the decision to that account's policies.
 * `role`: by the role (or the IAM user) behind the session. `direct`: by itself, or as one of everyone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalMatch = 'none' | 'account' | 'role' | 'direct';

const order: PrincipalMatch[] = ['none', 'account', 'role', 'direct'];

/** The stronger of two matches. */
export function strongerMatch(
  a: PrincipalMatch,
  b: PrincipalMatch,
): PrincipalMatch {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

type Entry = (caller: Caller) => PrincipalMatch;

const everyone: Entry = () => 'direct';

/** Compiles a `Principal` element. */
export function compilePrincipals(
  principals: Principals,
): (caller: Caller) => PrincipalMatch {
  const entries = principals === '*' ? [everyone] : entriesOf(principals);
  return caller => {
    let match: PrincipalMatch = 'none';
    for (const entry of entries) {
      match = strongerMatch(match, entry(caller));
    }
    return match;
  };
}

function entriesOf(principals: PrincipalMap): Entry[] {
  return [
    ...(principals.AWS ?? []).map(awsEntry),
    ...(principals.Service ?? []).map(name => named('service', name)),
    ...(principals.Federated ?? []).map(name => named('federated', name)),
    // A canonical user id names an account by an id that no request of ours carries.
  ];
}

function named(kind: Caller['kind'], name: string): Entry {
  return caller =>
    caller.kind === kind && caller.principal === name ? 'direct' : 'none';
}

/** An account, a user, a role or a session. Parts of a name have no wildcards here. */
function awsEntry(text: string): Entry {
  if (text === '*') {
    return everyone;
  }
  const arn = parseArn(text);
  const ofAccount = accountOf(text);
  if (ofAccount) {
    return caller =>
      isInAccount(caller) && caller.accountId === ofAccount
        ? 'account'
        : 'none';
  }
  const [type, ...path] = arn?.resource.split('/') ?? [];
  const name = path[path.length - 1];
  if (arn?.service === 'iam' && type === 'role') {
    // The name alone is unique in an account; the ARN of a session does not tell the role's path.
    return caller =>
      caller.kind === 'role-session' &&
      caller.accountId === arn.accountId &&
      caller.roleName === name
        ? 'role'
        : 'none';
  }
  if (arn?.service === 'iam' && type === 'user') {
    return caller => {
      if (caller.kind === 'user') {
        return caller.principal === text ? 'direct' : 'none';
      }
      return caller.kind === 'federated-user' &&
        caller.accountId === arn.accountId &&
        caller.userName === name
        ? 'role'
        : 'none';
    };
  }
  return caller => (caller.principal === text ? 'direct' : 'none');
}

/** The account of `111122223333` and of `arn:aws:iam::111122223333:root`. */
function accountOf(text: string): string | undefined {
  if (isAccountId(text)) {
    return text;
  }
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource === 'root'
    ? arn.accountId
    : undefined;
}
