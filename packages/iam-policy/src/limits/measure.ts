import type { PolicyDocument, PolicyKind } from '../document';
import { printPolicy } from '../document';

/** How large something may be. */
export interface PolicyLimit {
  /** What has this limit: `a managed policy`. */
  name: string;
  characters: number;
  source: string;
}

const QUOTAS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length';
const ORGANIZATIONS =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html';

/** The limits of AWS's documentation. Those of inline policies hold for all policies of a user, role or group together. */
export const policyLimits = {
  managed: { name: 'a managed policy', characters: 6_144, source: QUOTAS },
  inlineOfRole: {
    name: 'all inline policies of a role together',
    characters: 10_240,
    source: QUOTAS,
  },
  inlineOfGroup: {
    name: 'all inline policies of a group together',
    characters: 5_120,
    source: QUOTAS,
  },
  inlineOfUser: {
    name: 'all inline policies of a user together',
    characters: 2_048,
    source: QUOTAS,
  },
  /** A quota that can be raised to 4,096. */
  trust: {
    name: 'a trust policy (by quota, up to 4,096)',
    characters: 2_048,
    source: QUOTAS,
  },
  session: { name: 'a session policy', characters: 2_048, source: QUOTAS },
  /** Here white space counts, as it was sent. */
  serviceControl: {
    name: 'a service control policy',
    characters: 5_120,
    source: ORGANIZATIONS,
  },
  resourceControl: {
    name: 'a resource control policy',
    characters: 5_120,
    source: ORGANIZATIONS,
  },
} as const satisfies Record<string, PolicyLimit>;

/** How large a policy is, and what AWS would take. */
export interface PolicyMeasure {
  /** Without white space, as IAM counts. */
  characters: number;
  /** Nothing where the limit is the service's own: policies of resources. */
  limit?: PolicyLimit;
  /** Whether it is within its limit; true where there is none. */
  fits: boolean;
}

/**
 * Counts a policy as AWS does.
 *
 * @param options - what it is attached to, `identity` when left out, and for identity policies how: `managed` when left out
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
export function measurePolicy(
  document: PolicyDocument,
  options: {
    kind?: PolicyKind | 'permissions-boundary';
    attachment?: 'managed' | 'inline';
  } = {},
): PolicyMeasure {
  const limit = limitOf(options.kind ?? 'identity', options.attachment);
  const characters = nonWhiteSpace(printPolicy(document, { indent: 0 }));
  return {
    characters,
    ...(limit && { limit }),
    fits: !limit || characters <= limit.characters,
  };
}

/** The limit of a policy; nothing for policies of resources, where each service has its own. */
export function limitOf(
  kind: PolicyKind | 'permissions-boundary',
  attachment: 'managed' | 'inline' = 'managed',
): PolicyLimit | undefined {
  switch (kind) {
    case 'trust':
      return policyLimits.trust;
    case 'service-control':
      return policyLimits.serviceControl;
    case 'resource-control':
      return policyLimits.resourceControl;
    case 'resource':
      return undefined;
    default:
      return attachment === 'inline'
        ? policyLimits.inlineOfRole
        : policyLimits.managed;
  }
}

/** Number of characters outside of white space; white space within quotes counts, as it is part of a name. */
export function nonWhiteSpace(json: string): number {
  const outside = json.replace(/"(?:[^"\\\n]|\\.)*"?|\s+/g, piece =>
    piece.startsWith('"') ? piece : '',
  );
  return outside.length;
}
