import type {
  AccessOption,
  AccessOptions,
  AccessRequest,
  AccessRequestProblem,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { AccessCluster } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { longest, permitsOf, type Permit } from './permits';
import {
  clusterMessage,
  durationProblem,
  nothingPermitted,
  reasonProblem,
  requesterProblem,
} from './requestProblems';
import type {
  AccessLandscape,
  AccessRequester,
  AccessRules,
  AccessVerdict,
} from './rules';
import { listed, unique } from './text';

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
