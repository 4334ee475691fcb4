import { parseArn } from '../arn';
import { type Caller, hasIdentityPolicies, parseCaller } from './caller';
import { contextValues } from './context';
import { explainAllowance, explainDenial, explainMissing } from './explain';
import {
  allowanceOf,
  denialsOf,
  everyLayer,
  type Finding,
  grantOf,
  type Layer,
  layersFor,
} from './layers';
import { isForeignProvider, layersToAllow } from './sides';
import { type PreparedRequest } from './statements';
import {
  type AccessRequest,
  type ApplicablePolicies,
  type Reason,
  type Verdict,
} from './types';

/**
 * Decides one request as IAM does, and says why. An explicit deny anywhere wins. Then every level of service control policies must
 * allow, and after that it depends on who calls from where:
 *
 * - in the resource's own account, identity policies or the resource's policy are enough. A permissions boundary and session
 *   policies limit what identity policies allow, and what the resource grants to the role; they do not limit what it grants to the
 *   user, to the session or to everyone. Roles and KMS keys must grant the access themselves, at least to their account.
 * - from another account, both sides must allow.
 * - services, web identities and anonymous callers have no policies of their own: the resource must grant the access.
 *
 * Not covered: the management account's exemption from service control policies, VPC endpoint policies, access control lists.
 *
 * @param policies - compiled once for each document object; do not change a document after it was evaluated
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function evaluate(
  request: AccessRequest,
  policies: ApplicablePolicies,
): Verdict {
  return evaluateAs(parseCaller(request.principal), request, policies);
}

/** As {@link evaluate}, for a caller of whom more is known than its ARN tells. */
export function evaluateAs(
  caller: Caller,
  asked: Omit<AccessRequest, 'principal'>,
  policies: ApplicablePolicies,
): Verdict {
  const request = prepare(caller, asked, policies);
  const layers = layersFor(request, policies);
  const denials = denialsOf(everyLayer(layers), request);
  if (denials.length > 0) {
    return {
      decision: 'explicitly-denied',
      reasons: denials.map(denial => explainDenial(denial, request)),
    };
  }
  if (isForeignProvider(request)) {
    return { decision: 'implicitly-denied', reasons: [foreign(request)] };
  }
  const grant = grantOf(layers.resource, request);
  const needed = [
    ...layersToAllow(layers, request, grant.match),
    ...layers.serviceControl,
  ];
  const allowances: Finding[] = [];
  const missing: Layer[] = [];
  for (const layer of needed) {
    const finding =
      layer === layers.resource ? grant.finding : allowanceOf(layer, request);
    if (finding) {
      allowances.push(finding);
    } else {
      missing.push(layer);
    }
  }
  if (missing.length === 0) {
    return {
      decision: 'allowed',
      reasons: reasonsToAllow(allowances, request),
    };
  }
  if (grant.match === 'none' && missing.includes(layers.identity)) {
    missing.push(...alternative(layers.resource, needed));
  }
  return {
    decision: 'implicitly-denied',
    reasons: missing.map(layer => explainMissing(layer, request)),
  };
}

/** A resource's policy that did not have to allow, but could have. */
function alternative(resource: Layer, needed: Layer[]): Layer[] {
  return resource.policies.length > 0 && !needed.includes(resource)
    ? [resource]
    : [];
}

function prepare(
  caller: Caller,
  {
    action,
    resource,
    resourceAccountId,
    context,
  }: Omit<AccessRequest, 'principal'>,
  { permissionsBoundary }: ApplicablePolicies,
): PreparedRequest {
  const arn = parseArn(resource);
  const accountId = resourceAccountId ?? (arn?.accountId || caller.accountId);
  return {
    caller,
    action,
    lowerAction: action.toLowerCase(),
    resource: { text: resource, arn },
    resourceAccountId: accountId,
    context: contextValues(context, caller, accountId),
    bounded: permissionsBoundary !== undefined && hasIdentityPolicies(caller),
  };
}

function foreign({ caller, resourceAccountId }: PreparedRequest): Reason {
  return {
    policyRole: 'resource',
    effect: 'is-missing',
    text: `The identity provider is registered in account ${caller.accountId}, but a role of account ${resourceAccountId} can only be assumed through a provider of its own account.`,
  };
}

function reasonsToAllow(
  allowances: Finding[],
  request: PreparedRequest,
): Reason[] {
  const { kind, accountId } = request.caller;
  const reasons = allowances.map(finding => explainAllowance(finding, request));
  return kind === 'root'
    ? [
        ...reasons,
        {
          policyRole: 'identity',
          effect: 'allows',
          text: `The root user of account ${accountId} may do whatever no policy denies.`,
        },
      ]
    : reasons;
}
