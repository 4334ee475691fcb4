import type { AccessRequestProblem } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import {
  formatDuration,
  formatRoughDuration,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { Permit } from './permits';
import type { AccessRequester, AccessRules } from './rules';
import { listed, unique } from './text';

export const nothingPermitted =
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
      `Your groups were last read ${formatRoughDuration(
        age,
      )} ago, and may be at most ${formatDuration(
        rules.groupsMaxAgeSeconds,
      )} old. Sign in to ${platform} again, then ask again.`,
    );
  }
  return undefined;
}

/** Why it cannot be this cluster. */
export function clusterMessage(cluster: string, permits: Permit[]): string {
  if (permits.length === 0) {
    return nothingPermitted;
  }
  const names = unique(permits.map(p => p.cluster.name)).sort();
  return `No policy lets you into ${
    cluster || 'it'
  }. You may ask for access to ${listed(names)}.`;
}

/** Why it cannot be this long; nothing when it can. */
export function durationProblem(
  seconds: number,
  rules: AccessRules,
  permit: Permit | undefined,
): string | undefined {
  if (!Number.isInteger(seconds) || seconds < rules.minDurationSeconds) {
    return `The shortest is ${formatDuration(rules.minDurationSeconds)}.`;
  }
  if (permit && seconds > permit.policy.maxDurationSeconds) {
    return `The longest is ${formatDuration(
      permit.policy.maxDurationSeconds,
    )} for ${permit.role.displayName} on ${permit.cluster.name}.`;
  }
  return undefined;
}

/** What is wrong with the reason; nothing when it is good. */
export function reasonProblem(
  reason: string,
  rules: AccessRules,
): string | undefined {
  const length = [...reason.trim()].length;
  // What nobody can see says nothing.
  const visible = reason.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ').trim();
  if ([...visible].length < rules.reason.minLength) {
    return `Say why you need it, in at least ${rules.reason.minLength} characters: a ticket, an incident, what you want to look at.`;
  }
  if (length > rules.reason.maxLength) {
    return `Keep the reason within ${rules.reason.maxLength} characters; it has ${length}.`;
  }
  return undefined;
}
