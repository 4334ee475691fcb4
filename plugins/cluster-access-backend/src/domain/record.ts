import type {
  AccessSession,
  SessionArchive,
  SessionEndReason,
  SessionPhase,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  GrantHold,
  GrantTarget,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';

/**
 * A session as the backend keeps it. Times are milliseconds since the epoch, so
 * that they compare and add up; people get ISO 8601 through `toSession`.
 */
export interface SessionRecord {
  id: string;
  phase: SessionPhase;
  holder: string;
  holderName: string;
  /** `GrantSubject.id` of the holder. */
  subject: string;
  cluster: string;
  clusterName: string;
  role: string;
  reason: string;
  durationSeconds: number;
  origin: string;
  /** Unique within one holder. */
  idempotencyKey?: string;
  requestedAt: number;
  activeAt?: number;
  expiresAt?: number;
  /** Since when the session is on its way out. */
  endingAt?: number;
  endedAt?: number;
  endReason?: SessionEndReason;
  endedBy?: string;
  message?: string;
  archive?: SessionArchive;
  /** The binding that was seen to carry this session. */
  bindingUid?: string;
  /** Not before this time is the archive built, or built again. */
  archiveNotBefore?: number;
  archiveAttempts: number;
  /** Counts the writes; every write names the version it was decided on. */
  version: number;
  /** How many rows the timeline has. */
  events: number;
}

/** What people see of a session. */
export function toSession(record: SessionRecord): AccessSession {
  return {
    id: record.id,
    phase: record.phase,
    holder: record.holder,
    holderName: record.holderName,
    cluster: record.cluster,
    clusterName: record.clusterName,
    role: record.role,
    reason: record.reason,
    durationSeconds: record.durationSeconds,
    origin: record.origin,
    requestedAt: toIso(record.requestedAt),
    ...(record.activeAt !== undefined && { activeAt: toIso(record.activeAt) }),
    ...(record.expiresAt !== undefined && {
      expiresAt: toIso(record.expiresAt),
    }),
    ...(record.endedAt !== undefined && { endedAt: toIso(record.endedAt) }),
    ...(record.endReason && { endReason: record.endReason }),
    ...(record.endedBy && { endedBy: record.endedBy }),
    ...(record.message && { message: record.message }),
    ...(record.archive && { archive: record.archive }),
  };
}

export function targetOf(record: SessionRecord): GrantTarget {
  return {
    cluster: record.cluster,
    role: record.role,
    subject: record.subject,
  };
}

/** One string for one target, fit to be read in a log. */
export function targetKey({ cluster, role, subject }: GrantTarget): string {
  return [cluster, role, subject].map(encodeURIComponent).join('/');
}

/** The session's share in its binding. */
export function toHold(record: SessionRecord, expiresAt: number): GrantHold {
  return {
    sessionId: record.id,
    expiresAt: new Date(expiresAt),
    holder: record.holder,
    holderName: record.holderName,
    reason: record.reason,
    requestedAt: new Date(record.requestedAt),
    origin: record.origin,
  };
}

export function toIso(time: number): string {
  return new Date(time).toISOString();
}
