import { shortHash } from '@cluster-self-service/iam-policy';
import type { Organisation } from '../organisation';

/** Name of a user's role in the AWS secrets engine, and of the policy that lets it be used. */
export function userRole(user: string): string {
  return `userrole-${user}`;
}

/** Where credentials of a user's role are read: one path, no wildcard. */
export function credentialsPath({ vault }: Organisation, user: string): string {
  return `${vault.awsSecretsPath}/sts/${userRole(user)}`;
}

/** Name of a workload's role of the auth method. No part can hold the `_` between them. */
export function loginRole(workload: {
  namespace: string;
  serviceAccount: string;
}): string {
  return `${workload.namespace}_${workload.serviceAccount}`;
}

/** Name of a resource in Terraform; what Terraform takes no names from is replaced and told apart by a hash. */
export function resourceName(...parts: string[]): string {
  const name = parts
    .map(part =>
      /^[A-Za-z0-9-]+$/.test(part)
        ? part
        : `${part.replace(/[^A-Za-z0-9-]/g, '_')}_${shortHash(part, 6)}`,
    )
    .join('_');
  return /^[A-Za-z]/.test(name) ? name : `_${name}`;
}
