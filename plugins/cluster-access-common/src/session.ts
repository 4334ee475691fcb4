/**
 * Where a session stands.
 *
 * `requested -> approved -> granting -> active -> revoking -> revoked -> archived`, with the side exits `denied`,
 * `cancelled`, `lapsed` (nobody decided in time) and `failed`.
 *
 * @public
 */
export const sessionPhases = [
  'requested',
  'approved',
  'granting',
  'active',
  'revoking',
  'revoked',
  'archived',
  'denied',
  'cancelled',
  'lapsed',
  'failed',
] as const;

/** @public */
export type SessionPhase = (typeof sessionPhases)[number];

/**
 * Why an active session ended: its time ran out, its holder gave it back, someone else took it back, or its binding was
 * deleted behind our back.
 *
 * @public
 */
export type SessionEndReason = 'expired' | 'released' | 'revoked' | 'lost';

/**
 * The archive of the audit lines of one session.
 *
 * @public
 */
export interface SessionArchive {
  /** Id of the archive store that holds it. */
  store: string;
  /** How that store finds it again: a file name, a Drive file id. */
  locator: string;
  /** Where a person opens it, when the store has such a place. */
  url?: string;
  fileName: string;
  /** Size of the zip in bytes. */
  size: number;
  /** SHA-256 of the zip, hexadecimal. */
  sha256: string;
  /** How many audit lines it holds. */
  lines: number;
  /** Whether the audit log source said that it held back lines. */
  truncated: boolean;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/**
 * One access session as everybody sees it: the portal, Slack and the archive. Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface AccessSession {
  id: string;
  phase: SessionPhase;
  /** Entity reference of the catalog user who holds the access, `user:default/erin`. */
  holder: string;
  /** Name of the holder as people write it. */
  holderName: string;
  /** Id of the cluster in the grant provider; with Rancher `c-m-abcde`. */
  cluster: string;
  /** Name of the cluster as people write it. */
  clusterName: string;
  /** The role granted; with Rancher the name of a RoleTemplate. */
  role: string;
  /** Why the holder needs it, in the holder's words. */
  reason: string;
  durationSeconds: number;
  /** Where it was asked for: `portal`, `slack`. */
  origin: string;
  requestedAt: string;
  /** Since when the binding is in place. */
  activeAt?: string;
  /** When the binding goes; set as soon as the grant begins. */
  expiresAt?: string;
  /** When it was seen that the binding is gone. */
  endedAt?: string;
  endReason?: SessionEndReason;
  /** Entity reference of the person who ended it, for `released` and `revoked`. */
  endedBy?: string;
  /** What people should know about the present phase, for example why it is still `revoking`. */
  message?: string;
  archive?: SessionArchive;
}

/**
 * One row of a session's append-only timeline.
 *
 * @public
 */
export interface SessionEvent {
  /** Counts up within one session, from 1. */
  sequence: number;
  at: string;
  /** What happened: `requested`, `granted`, `announced`, `release-asked`, `archived` ... */
  type: string;
  /** Entity reference of the person who did it; absent where the suite itself did. */
  actor?: string;
  /** One sentence for people. */
  message: string;
}

/** @public */
export function hasEnded(phase: SessionPhase): boolean {
  return [
    'revoked',
    'archived',
    'denied',
    'cancelled',
    'lapsed',
    'failed',
  ].includes(phase);
}
