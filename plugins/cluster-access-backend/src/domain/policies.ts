import type {
  AccessOption,
  AccessOptions,
  AccessRequest,
  AccessRequestProblem,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AccessCluster,
  AccessRole,
  GrantSubject,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { humanDuration, listed, roughDuration } from './text';

/** Who may have which roles on which clusters, and for how long. */
export interface AccessPolicy {
  name: string;
  /** Groups by the grant provider's own names; one of them is enough. */
  groups: string[];
  /** Clusters that carry all these labels, or that have one of these names or ids. */
  clusters: { matchLabels: Record<string, string> } | { names: string[] };
  roles: string[];
  maxDurationSeconds: number;
}

/** What the configuration says about requests. */
export interface AccessRules {
  policies: AccessPolicy[];
  /** Durations to offer, in seconds, ascending. */
  durations: number[];
  minDurationSeconds: number;
  reason: { minLength: number; maxLength: number };
  /** Groups that were read longer ago than this do not count, in seconds. */
  groupsMaxAgeSeconds: number;
}

/** What the grant provider knows at the time of a request. */
export interface AccessLandscape {
  /** Name of the platform as people write it: `Rancher`. */
  platform: string;
  clusters: AccessCluster[];
  roles: AccessRole[];
}

export interface AccessRequester {
  /** Entity reference. */
  holder: string;
  /** The person in the grant provider; absent when it does not know them. */
  subject?: GrantSubject;
}

export type AccessVerdict =
  | { allowed: true; policy: string; cluster: AccessCluster; role: AccessRole }
  | {
      allowed: false;
      problems: [AccessRequestProblem, ...AccessRequestProblem[]];
    };

interface Permit {
  cluster: AccessCluster;
  role: AccessRole;
  policy: AccessPolicy;
}

const nothingPermitted =
  'No access policy covers your groups. Ask the platform team which group you need.';

/** Why this person may not ask for anything now; nothing when they may. */
export function requesterProblem(
  requester: AccessRequester,
  rules: AccessRules,
  platform: string,
  now: Date,
): AccessRequestProblem | undefined {
  const problem = (message: string): AccessRequestProblem => ({
    field: 'requester',
    message,
  });
  const { subject } = requester;
  if (!subject) {
    return problem(
      `${requester.holder} is not known in ${platform} yet. Sign in there once, then ask again.`,
    );
  }
  if (!subject.enabled) {
    return problem(
      `Your user is disabled in ${platform}. Ask the platform team to enable it.`,
    );
  }
  if (!subject.groupsRefreshedAt) {
    return problem(
      `It is not known when your groups were last read. Sign in to ${platform} again, then ask again.`,
    );
  }
  const age = (now.getTime() - subject.groupsRefreshedAt.getTime()) / 1000;
  if (!(age <= rules.groupsMaxAgeSeconds)) {
    return problem(
      `Your groups were last read ${roughDuration(
        age,
      )} ago, and may be at most ${humanDuration(
        rules.groupsMaxAgeSeconds,
      )} old. Sign in to ${platform} again, then ask again.`,
    );
  }
  return undefined;
}

/** Whether a request is within what the policies allow; if not, what is. */
export function evaluateRequest(
  request: AccessRequest,
  requester: AccessRequester,
  rules: AccessRules,
  landscape: AccessLandscape,
  now: Date,
): AccessVerdict {
  const requesterIssue = requesterProblem(
    requester,
    rules,
    landscape.platform,
    now,
  );
  if (requesterIssue) {
    return { allowed: false, problems: [requesterIssue] };
  }
  const permits = permitsOf(requester, rules, landscape);
  const problems: AccessRequestProblem[] = [];

  const onCluster = permits.filter(p => p.cluster.id === request.cluster);
  const withRole = onCluster.filter(p => p.role.name === request.role);
  const permit = longest(withRole);
  if (onCluster.length === 0) {
    problems.push({
      field: 'cluster',
      message: clusterMessage(request.cluster, permits),
    });
  } else if (!onCluster[0].cluster.ready) {
    problems.push({
      field: 'cluster',
      message: `${onCluster[0].cluster.name} cannot be reached at the moment. Try again when it is ready.`,
    });
  } else if (!permit) {
    problems.push({
      field: 'role',
      message: `You may ask for ${listed(
        unique(onCluster.map(p => p.role.displayName)),
      )} on ${onCluster[0].cluster.name}.`,
    });
  }
  const durationMessage = durationProblem(
    request.durationSeconds,
    rules,
    permit,
  );
  if (durationMessage) {
    problems.push({ field: 'duration', message: durationMessage });
  }
  const reasonMessage = reasonProblem(request.reason, rules);
  if (reasonMessage) {
    problems.push({ field: 'reason', message: reasonMessage });
  }

  const [first, ...others] = problems;
  if (first) {
    return { allowed: false, problems: [first, ...others] };
  }
  if (!permit) {
    throw new Error('A request without problems has a policy that permits it');
  }
  return {
    allowed: true,
    policy: permit.policy.name,
    cluster: permit.cluster,
    role: permit.role,
  };
}

/** What one person may ask for: what the form and the modal offer. */
export function optionsFor(
  requester: AccessRequester,
  rules: AccessRules,
  landscape: AccessLandscape,
  now: Date,
): AccessOptions {
  const frame = { durations: rules.durations, reason: rules.reason };
  const requesterIssue = requesterProblem(
    requester,
    rules,
    landscape.platform,
    now,
  );
  if (requesterIssue) {
    return { ...frame, options: [], problems: [requesterIssue] };
  }
  const permits = permitsOf(requester, rules, landscape);
  const options = landscape.clusters
    .filter(cluster => cluster.ready)
    .map(cluster =>
      toOption(
        cluster,
        permits.filter(p => p.cluster.id === cluster.id),
      ),
    )
    .filter(option => option.roles.length > 0)
    .sort((a, b) => a.clusterName.localeCompare(b.clusterName));
  const problems: AccessRequestProblem[] = [];
  if (options.length === 0) {
    problems.push(
      permits.length > 0
        ? {
            field: 'cluster',
            message: `${listed(
              unique(permits.map(p => p.cluster.name)),
            )} cannot be reached at the moment. Try again later.`,
          }
        : { field: 'requester', message: nothingPermitted },
    );
  }
  return { ...frame, options, problems };
}

function permitsOf(
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

function toOption(cluster: AccessCluster, permits: Permit[]): AccessOption {
  const names = unique(permits.map(p => p.role.name));
  return {
    cluster: cluster.id,
    clusterName: cluster.name,
    roles: names.flatMap(name => {
      const best = longest(permits.filter(p => p.role.name === name));
      return best
        ? [
            {
              name,
              displayName: best.role.displayName,
              maxDurationSeconds: best.policy.maxDurationSeconds,
            },
          ]
        : [];
    }),
  };
}

function longest(permits: Permit[]): Permit | undefined {
  return permits.reduce<Permit | undefined>(
    (best, permit) =>
      best && best.policy.maxDurationSeconds >= permit.policy.maxDurationSeconds
        ? best
        : permit,
    undefined,
  );
}

function clusterMessage(cluster: string, permits: Permit[]): string {
  if (permits.length === 0) {
    return nothingPermitted;
  }
  const names = unique(permits.map(p => p.cluster.name)).sort();
  return `No policy lets you into ${
    cluster || 'it'
  }. You may ask for access to ${listed(names)}.`;
}

function durationProblem(
  seconds: number,
  rules: AccessRules,
  permit: Permit | undefined,
): string | undefined {
  if (!Number.isInteger(seconds) || seconds < rules.minDurationSeconds) {
    return `The shortest is ${humanDuration(rules.minDurationSeconds)}.`;
  }
  if (permit && seconds > permit.policy.maxDurationSeconds) {
    return `The longest is ${humanDuration(
      permit.policy.maxDurationSeconds,
    )} for ${permit.role.displayName} on ${permit.cluster.name}.`;
  }
  return undefined;
}

function reasonProblem(reason: string, rules: AccessRules): string | undefined {
  const length = [...reason.trim()].length;
  if (length < rules.reason.minLength) {
    return `Say why you need it, in at least ${rules.reason.minLength} characters: a ticket, an incident, what you want to look at.`;
  }
  if (length > rules.reason.maxLength) {
    return `Keep the reason within ${rules.reason.maxLength} characters; it has ${length}.`;
  }
  return undefined;
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
