import {
  type AskedAccess,
  formatArn,
  matchesPattern,
  parseArn,
  type RequestContext,
  type RolePair,
} from '@cluster-self-service/iam-policy';
import type { ServiceCall } from '../../workloads/calls';

/** One request that a call makes of AWS. */
export interface CallAccess {
  action: string;
  /** What the request may be for. One of them has to be allowed; there are more where a call names something by a part only. */
  resources: [string, ...string[]];
  context?: RequestContext;
}

/** The call of one service. */
export type Call<Service extends ServiceCall['service']> = Extract<
  ServiceCall,
  { service: Service }
>;

/** The six characters that Secrets Manager puts behind a name. */
const SECRET_ENDING = '-a1B2c3';

/** What the call names only by a part: any of what was asked for. */
export function askedFor(
  { asked }: RolePair,
  action: string,
  pattern: string,
): CallAccess {
  const found = asked
    .filter(access => isFor(access, action, pattern))
    .map(({ resource }) => resource);
  return { action, resources: [found[0] ?? pattern, ...found.slice(1)] };
}

function isFor(access: AskedAccess, action: string, pattern: string): boolean {
  return access.action === action && matchesPattern(pattern, access.resource);
}

export function all(actions: string[], resource: string): CallAccess[] {
  return actions.map(action => ({ action, resources: [resource] }));
}

export function arnsOf({ platformAccount: { partition }, account }: RolePair) {
  const { region, accountId } = account;
  return (service: string, resource: string) =>
    formatArn({ partition, service, region, accountId, resource });
}

/** A secret by its name, or by its ARN with or without the last six characters. */
export function readSecret(secret: string, pair: RolePair): CallAccess {
  return {
    action: 'secretsmanager:GetSecretValue',
    resources: parseArn(secret)
      ? [secret, `${secret}${SECRET_ENDING}`]
      : [arnsOf(pair)('secretsmanager', `secret:${secret}${SECRET_ENDING}`)],
  };
}
