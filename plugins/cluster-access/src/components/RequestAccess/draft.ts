import type {
  AccessOption,
  AccessOptions,
  AccessRequest,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/** The form as it is filled in so far. */
export interface RequestDraft {
  cluster?: string;
  role?: string;
  durationSeconds?: number;
  reason: string;
}

/** What is wrong with a field before the form is sent. */
export interface DraftProblems {
  cluster?: 'missing';
  role?: 'missing';
  duration?: 'missing';
  reason?: 'tooShort' | 'tooLong';
}

type Role = AccessOption['roles'][number];

/** The form as it opens: what leaves no choice is chosen already. */
export function emptyDraft(options: AccessOptions): RequestDraft {
  const [only, another] = options.options;
  const draft: RequestDraft = { reason: '' };
  return only && !another ? chooseCluster(options, draft, only.cluster) : draft;
}

/** Another cluster has other roles: the role stays when it is among them, with a duration that it allows. */
export function chooseCluster(
  options: AccessOptions,
  draft: RequestDraft,
  cluster: string,
): RequestDraft {
  const roles = rolesOf(options, cluster);
  const kept = roles.find(({ name }) => name === draft.role);
  const role = kept ?? (roles.length === 1 ? roles[0] : undefined);
  const next = { ...draft, cluster, role: undefined };
  return role ? chooseRole(options, next, role.name) : next;
}

/** A duration that the role does not allow gives way to the shortest that it does. */
export function chooseRole(
  options: AccessOptions,
  draft: RequestDraft,
  role: string,
): RequestDraft {
  const next = { ...draft, role };
  const durations = durationsOf(options, next);
  const durationSeconds = durations.find(
    duration => duration === draft.durationSeconds,
  );
  return { ...next, durationSeconds: durationSeconds ?? durations[0] };
}

export function rolesOf(
  options: AccessOptions,
  cluster: string | undefined,
): Role[] {
  return options.options.find(o => o.cluster === cluster)?.roles ?? [];
}

/** Durations to offer for the chosen role; its own longest one where all others are too long. Seconds. */
export function durationsOf(
  options: AccessOptions,
  draft: RequestDraft,
): number[] {
  const role = rolesOf(options, draft.cluster).find(
    ({ name }) => name === draft.role,
  );
  if (!role) return [];
  const fitting = options.durations.filter(
    duration => duration <= role.maxDurationSeconds,
  );
  return fitting.length ? fitting : [role.maxDurationSeconds];
}

/** The request to send, or what is missing for it, field by field. */
export function checkDraft(
  options: AccessOptions,
  draft: RequestDraft,
): { request: AccessRequest } | { problems: DraftProblems } {
  const { cluster, role, durationSeconds } = draft;
  const reason = draft.reason.trim();
  const { minLength, maxLength } = options.reason;
  const problems: DraftProblems = {};
  // One choice opens the next, so that only the first one missing can be made.
  if (!cluster) problems.cluster = 'missing';
  else if (!role) problems.role = 'missing';
  else if (!durationSeconds) problems.duration = 'missing';
  if (reason.length < minLength) problems.reason = 'tooShort';
  if (reason.length > maxLength) problems.reason = 'tooLong';
  if (cluster && role && durationSeconds && !problems.reason) {
    return { request: { cluster, role, durationSeconds, reason } };
  }
  return { problems };
}
