import { parseArn } from '../arn';
import { type Caller, parseCaller } from './caller';
import { evaluateAs } from './evaluate';
import {
  type AccessChain,
  type ApplicablePolicies,
  type ChainVerdict,
  type RequestContext,
  type RoleHop,
} from './types';

/** Who calls next, with the policies it brings along. */
interface Link {
  caller: Caller;
  policies: ApplicablePolicies;
}

/**
 * Follows a chain: the caller assumes the first role, its session the next, and the last session makes the call. Each role must be
 * let in by the trust policy of the role it assumes, and by its own policies where that trust does not name it in its own account.
 *
 * Each assumed role calls as `arn:aws:sts::<account>:assumed-role/<role>/<session>`, limited by the policies of its hop. The call
 * that assumes a role carries the context of its hop, and `sts:RoleSessionName` where the session has a name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function evaluateChain(chain: AccessChain): ChainVerdict {
  const steps: ChainVerdict['steps'] = [];
  let link: Link = {
    caller: parseCaller(chain.caller),
    policies: chain.callerPolicies ?? {},
  };
  for (const hop of chain.hops) {
    for (const action of actionsOf(hop)) {
      const verdict = evaluateAs(
        link.caller,
        { action, resource: hop.roleArn, context: contextOf(hop) },
        {
          ...link.policies,
          resource: {
            name: `trust policy of ${hop.roleArn}`,
            document: hop.trustPolicy,
          },
          resourceControl: hop.resourceControl,
        },
      );
      steps.push({ action, resource: hop.roleArn, verdict });
      if (verdict.decision !== 'allowed') {
        return { decision: verdict.decision, steps };
      }
    }
    link = afterHop(hop);
  }
  const verdict = evaluateAs(link.caller, chain.request, {
    ...link.policies,
    resource: chain.resource,
    resourceControl: chain.resourceControl,
  });
  const { action, resource } = chain.request;
  steps.push({ action, resource, verdict });
  return { decision: verdict.decision, steps };
}

function actionsOf({ action, tagsSession }: RoleHop): string[] {
  return [
    action ?? 'sts:AssumeRole',
    ...(tagsSession ? ['sts:TagSession'] : []),
  ];
}

function contextOf({ sessionName, context }: RoleHop): RequestContext {
  return sessionName === undefined
    ? { ...context }
    : { 'sts:RoleSessionName': sessionName, ...context };
}

function afterHop(hop: RoleHop): Link {
  const { identity, permissionsBoundary, session, serviceControl } = hop;
  return {
    caller: parseCaller(sessionArn(hop), hop.roleArn),
    policies: { identity, permissionsBoundary, session, serviceControl },
  };
}

/** The ARN of a session does not have the role's path. */
function sessionArn({ roleArn, sessionName = 'session' }: RoleHop): string {
  const arn = parseArn(roleArn);
  const name = arn?.resource.split('/').pop();
  return arn && name
    ? `arn:${arn.partition}:sts::${arn.accountId}:assumed-role/${name}/${sessionName}`
    : roleArn;
}
