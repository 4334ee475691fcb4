import { hasIdentityPolicies, isInAccount } from './caller';
import { type Layer, type Layers, present } from './layers';
import { type PrincipalMatch } from './principals';
import { type PreparedRequest } from './statements';

/**
 * The layers that must all allow, besides the service control policies.
 *
 * @param granted - how the resource's policy means the caller in the Allow that applies
 */
export function layersToAllow(
  layers: Layers,
  request: PreparedRequest,
  granted: PrincipalMatch,
): Layer[] {
  const { caller } = request;
  if (!isInAccount(caller)) {
    return [layers.resource];
  }
  const limits = [...present(layers.boundary), ...present(layers.session)];
  // The root user needs no policy of its own.
  const own = hasIdentityPolicies(caller) ? [layers.identity] : [];
  if (caller.accountId !== request.resourceAccountId) {
    return [layers.resource, ...own, ...limits];
  }
  if (granted === 'direct') {
    return [layers.resource];
  }
  if (granted === 'role') {
    return [layers.resource, ...limits];
  }
  return grantsItself(request)
    ? [layers.resource, ...own, ...limits]
    : [...own, ...limits];
}

/** Roles, when they are assumed, and KMS keys: without a grant of their own policy, not even their own account gets in. */
function grantsItself({ lowerAction, resource: { arn } }: PreparedRequest) {
  return (
    (arn?.service === 'iam' &&
      arn.resource.startsWith('role/') &&
      lowerAction.startsWith('sts:')) ||
    (arn?.service === 'kms' && arn.resource.startsWith('key/'))
  );
}

/**
 * An identity provider vouches for callers of its own account's roles only.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cross-account-access.html
 */
export function isForeignProvider({
  caller,
  resourceAccountId,
}: PreparedRequest) {
  return (
    caller.kind === 'federated' &&
    caller.accountId !== '' &&
    caller.accountId !== resourceAccountId
  );
}
