import { parseArn } from '../arn';

/** What sort of principal makes a request; it decides which policies have a say. */
export type CallerKind =
  | 'root'
  | 'user'
  | 'role-session'
  | 'federated-user'
  | 'service'
  | 'federated'
  | 'anonymous'
  | 'unknown';

/** Who makes a request, taken apart. */
export interface Caller {
  kind: CallerKind;
  /** As it stands in the request. */
  principal: string;
  /** Of an identity provider: the account it is registered in. Empty for services and nobody known. */
  accountId: string;
  /** Of a role session: the name of its role, without path. */
  roleName?: string;
  /** Of an IAM or federated user: its name, without path. */
  userName?: string;
  /** `aws:PrincipalArn`; for a session this is the role's ARN. */
  principalArn?: string;
}

/**
 * Takes a principal apart. A role's own ARN stands for a session of that role, as nobody calls AWS as a role without a session.
 *
 * @param roleArn - of a session: its role's ARN where it is known; the ARN of a session does not tell the role's path
 */
export function parseCaller(principal: string, roleArn?: string): Caller {
  if (principal === '*') {
    return { kind: 'anonymous', principal, accountId: '' };
  }
  const arn = parseArn(principal);
  if (!arn) {
    const kind = isService(principal) ? 'service' : 'federated';
    return { kind, principal, accountId: '' };
  }
  const { partition, service, accountId, resource } = arn;
  const [type, ...path] = resource.split('/');
  const name = path[path.length - 1];
  if (service === 'iam' && type === 'root') {
    return { kind: 'root', principal, accountId, principalArn: principal };
  }
  if (service === 'iam' && /^(saml|oidc)-provider$/.test(type)) {
    return { kind: 'federated', principal, accountId };
  }
  if (service === 'iam' && type === 'user' && name) {
    const userName = name;
    const kind = 'user';
    return { kind, principal, accountId, userName, principalArn: principal };
  }
  if (service === 'iam' && type === 'role' && name) {
    const kind = 'role-session';
    const roleName = name;
    return { kind, principal, accountId, roleName, principalArn: principal };
  }
  if (service === 'sts' && type === 'assumed-role' && path[0]) {
    return {
      kind: 'role-session',
      principal,
      accountId,
      roleName: path[0],
      principalArn:
        roleArn ?? `arn:${partition}:iam::${accountId}:role/${path[0]}`,
    };
  }
  if (service === 'sts' && type === 'federated-user' && name) {
    const userName = name;
    const kind = 'federated-user';
    return { kind, principal, accountId, userName, principalArn: principal };
  }
  return { kind: 'unknown', principal, accountId };
}

/** Whether a caller belongs to an account; who does not can only be let in by the resource. */
export function isInAccount(caller: Caller): boolean {
  return caller.kind === 'root' || hasIdentityPolicies(caller);
}

/** Whether a caller can have identity policies, a permissions boundary and session policies: the root user cannot. */
export function hasIdentityPolicies({ kind }: Caller): boolean {
  return (
    kind === 'user' || kind === 'role-session' || kind === 'federated-user'
  );
}

/**
 * Whether an organization's policies leave a caller alone: service-linked roles.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function isServiceLinkedRole(caller: Caller): boolean {
  return caller.roleName?.startsWith('AWSServiceRoleFor') ?? false;
}

/** Cognito vouches for people; every other name of this form is a service that calls on its own. */
function isService(principal: string): boolean {
  return (
    /\.amazonaws\.com(\.cn)?$/.test(principal) &&
    principal !== 'cognito-identity.amazonaws.com'
  );
}
