import type {
  AccessCluster,
  AccessRole,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type {
  AccessLandscape,
  AccessPolicy,
  AccessRequester,
  AccessRules,
} from './rules';

/** A policy lets the person have this role on this cluster. */
export interface Permit {
  cluster: AccessCluster;
  role: AccessRole;
  policy: AccessPolicy;
}

/** Everything that the policies let this person have. */
export function permitsOf(
  requester: AccessRequester,
  rules: AccessRules,
  landscape: AccessLandscape,
): Permit[] {
  const groups = new Set(requester.subject?.groups);
  const roles = new Map(landscape.roles.map(role => [role.name, role]));
  return rules.policies
    .filter(policy => policy.groups.some(group => groups.has(group)))
    .flatMap(policy =>
      landscape.clusters
        .filter(cluster => covers(policy, cluster))
        .flatMap(cluster =>
          policy.roles.flatMap(name => {
            const role = roles.get(name);
            return role ? [{ cluster, role, policy }] : [];
          }),
        ),
    );
}

function covers(policy: AccessPolicy, cluster: AccessCluster): boolean {
  if ('names' in policy.clusters) {
    return policy.clusters.names.some(
      name => name === cluster.id || name === cluster.name,
    );
  }
  return Object.entries(policy.clusters.matchLabels).every(
    ([key, value]) => cluster.labels[key] === value,
  );
}

/** The permit with the longest time. */
export function longest(permits: Permit[]): Permit | undefined {
  return permits.reduce<Permit | undefined>(
    (best, permit) =>
      best && best.policy.maxDurationSeconds >= permit.policy.maxDurationSeconds
        ? best
        : permit,
    undefined,
  );
}
