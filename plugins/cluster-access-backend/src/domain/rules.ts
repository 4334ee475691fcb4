import type { AccessRequestProblem } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AccessCluster,
  AccessRole,
  GrantSubject,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';

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
