/**
 * What someone asks for. The same shape from the portal's form, from Slack and over HTTP.
 *
 * @public
 */
export interface AccessRequest {
  /** Cluster id. */
  cluster: string;
  role: string;
  /** How long, in whole seconds. */
  durationSeconds: number;
  reason: string;
}

/** The field of a request that a refusal speaks of. @public */
export type AccessRequestField =
  | 'requester'
  | 'cluster'
  | 'role'
  | 'duration'
  | 'reason';

/**
 * Why a request is refused, beside the field it is about, in words that say what to do instead.
 *
 * @public
 */
export interface AccessRequestProblem {
  field: AccessRequestField;
  message: string;
}

/**
 * What one person may ask for on one cluster.
 *
 * @public
 */
export interface AccessOption {
  cluster: string;
  clusterName: string;
  /** Roles that may be asked for, each with its longest duration in seconds. */
  roles: Array<{
    name: string;
    displayName: string;
    maxDurationSeconds: number;
  }>;
}

/**
 * What one person may ask for at all; with nothing to ask for, `problems` says why.
 *
 * @public
 */
export interface AccessOptions {
  options: AccessOption[];
  /** Durations to offer, in seconds, ascending; each role caps them. */
  durations: number[];
  reason: { minLength: number; maxLength: number };
  problems: AccessRequestProblem[];
}
