import { type Caller, isInAccount } from './caller';
import { type RequestContext } from './types';

/** Values of condition keys in one request: those it states, and those AWS derives from who calls and what is called. */
export interface ContextValues {
  /** @param key - in lower case */
  get(key: string): string | string[] | undefined;
}

const principalTypes: Partial<Record<Caller['kind'], string>> = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
};

/**
 * The context of a request. What is stated wins over what is derived. Derived are the keys that AWS always sends and that follow
 * from the caller and the resource alone: `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:username`,
 * `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName` and `aws:ResourceAccount`. Not derived is what an ARN does not tell:
 * `aws:userid` holds unique ids, `aws:PrincipalOrgID` and tags are known to AWS only, and time and address belong to the call.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextValues(
  stated: RequestContext | undefined,
  caller: Caller,
  resourceAccountId: string,
): ContextValues {
  let byKey: Map<string, string | string[]> | undefined;
  return {
    get(key) {
      byKey ??= new Map(
        Object.entries(stated ?? {}).map(([name, value]) => [
          name.toLowerCase(),
          value,
        ]),
      );
      return byKey.get(key) ?? derived(key, caller, resourceAccountId);
    },
  };
}

function derived(
  key: string,
  caller: Caller,
  resourceAccountId: string,
): string | undefined {
  switch (key) {
    case 'aws:principalarn':
      return caller.principalArn;
    case 'aws:principalaccount':
      return isInAccount(caller) ? caller.accountId : undefined;
    case 'aws:principaltype':
      return principalTypes[caller.kind];
    case 'aws:username':
      return caller.kind === 'user' ? caller.userName : undefined;
    case 'aws:principalisawsservice':
      // Signed requests only; those of web identities and of nobody known are not.
      if (caller.kind === 'service') {
        return 'true';
      }
      return isInAccount(caller) ? 'false' : undefined;
    case 'aws:principalservicename':
      return caller.kind === 'service' ? caller.principal : undefined;
    case 'aws:resourceaccount':
      return resourceAccountId || undefined;
    default:
      return undefined;
  }
}
