import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { GrantTarget } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { isKubernetesRequestError } from '@cluster-self-service/kubernetes-node';

/** A conflict that is over as soon as one looks again: another writer came first. */
export function isStale(error: unknown): boolean {
  return isKubernetesRequestError(error) && error.reason === 'Conflict';
}

/** There is no such object. */
export function isNotFound(error: unknown): boolean {
  return isKubernetesRequestError(error) && error.statusCode === 404;
}

/** What the backend should make of Rancher's no: a conflict that may pass, or a refusal that stays. */
export function refusal(error: unknown, target: GrantTarget): unknown {
  if (!isKubernetesRequestError(error)) {
    return error;
  }
  switch (error.statusCode) {
    case 409:
      return error.message.includes('duplicate crtb not allowed')
        ? new ConflictError(
            `Rancher has a binding of ${target.subject} to ${target.role} on ${target.cluster} already`,
          )
        : error;
    case 400:
    case 403:
    case 404:
    case 422:
      return new NotAllowedError(
        `Rancher refuses the access: ${error.message}`,
      );
    default:
      return error;
  }
}
