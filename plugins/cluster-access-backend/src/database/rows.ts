import {
  sessionPhases,
  type SessionEndReason,
  type SessionPhase,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { z } from 'zod';
import type { SessionRecord } from '../domain/record';
import type { Columns } from './bulk';

/** PostgreSQL's driver gives 64 bit integers as text. */
export const bigint = z.union([z.number(), z.string()]).transform(Number);

const optional = <T extends z.ZodType>(type: T) =>
  type.nullish().transform(value => value ?? undefined);

const endReasons = [
  'expired',
  'released',
  'revoked',
  'lost',
] as const satisfies readonly SessionEndReason[];

const archive = z.object({
  store: z.string(),
  locator: z.string(),
  url: z.string().optional(),
  fileName: z.string(),
  size: z.number(),
  sha256: z.string(),
  lines: z.number(),
  truncated: z.boolean(),
  createdAt: z.string(),
});

const row = z.object({
  id: z.string(),
  phase: z.enum(sessionPhases),
  holder: z.string(),
  holder_name: z.string(),
  subject: z.string(),
  cluster: z.string(),
  cluster_name: z.string(),
  role: z.string(),
  reason: z.string(),
  duration_seconds: bigint,
  origin: z.string(),
  idempotency_key: optional(z.string()),
  requested_at: bigint,
  active_at: optional(bigint),
  expires_at: optional(bigint),
  ending_at: optional(bigint),
  ended_at: optional(bigint),
  end_reason: optional(z.enum(endReasons)),
  ended_by: optional(z.string()),
  message: optional(z.string()),
  archive: optional(z.string()),
  binding_uid: optional(z.string()),
  archive_not_before: optional(bigint),
  archive_attempts: z.number(),
  version: z.number(),
  events: z.number(),
});

export function fromRow(input: unknown): SessionRecord {
  const r = row.parse(input);
  return {
    id: r.id,
    phase: r.phase satisfies SessionPhase,
    holder: r.holder,
    holderName: r.holder_name,
    subject: r.subject,
    cluster: r.cluster,
    clusterName: r.cluster_name,
    role: r.role,
    reason: r.reason,
    durationSeconds: r.duration_seconds,
    origin: r.origin,
    idempotencyKey: r.idempotency_key,
    requestedAt: r.requested_at,
    activeAt: r.active_at,
    expiresAt: r.expires_at,
    endingAt: r.ending_at,
    endedAt: r.ended_at,
    endReason: r.end_reason,
    endedBy: r.ended_by,
    message: r.message,
    archive: r.archive ? archive.parse(JSON.parse(r.archive)) : undefined,
    bindingUid: r.binding_uid,
    archiveNotBefore: r.archive_not_before,
    archiveAttempts: r.archive_attempts,
    version: r.version,
    events: r.events,
  };
}

// The databases have null where the code has undefined.
const orNull = <T>(value: T | undefined) => value ?? null;

export function toRow(record: SessionRecord) {
  return {
    id: record.id,
    phase: record.phase,
    holder: record.holder,
    holder_name: record.holderName,
    subject: record.subject,
    cluster: record.cluster,
    cluster_name: record.clusterName,
    role: record.role,
    reason: record.reason,
    duration_seconds: record.durationSeconds,
    origin: record.origin,
    idempotency_key: orNull(record.idempotencyKey),
    requested_at: record.requestedAt,
    active_at: orNull(record.activeAt),
    expires_at: orNull(record.expiresAt),
    ending_at: orNull(record.endingAt),
    ended_at: orNull(record.endedAt),
    end_reason: orNull(record.endReason),
    ended_by: orNull(record.endedBy),
    message: orNull(record.message),
    archive: orNull(record.archive && JSON.stringify(record.archive)),
    binding_uid: orNull(record.bindingUid),
    archive_not_before: orNull(record.archiveNotBefore),
    archive_attempts: record.archiveAttempts,
    version: record.version,
    events: record.events,
  };
}

/** What a transition writes; everything else of a session stays as it was taken. */
export const changeableColumns = {
  id: 'text',
  phase: 'text',
  active_at: 'bigint',
  expires_at: 'bigint',
  ending_at: 'bigint',
  ended_at: 'bigint',
  end_reason: 'text',
  ended_by: 'text',
  message: 'text',
  archive: 'text',
  binding_uid: 'text',
  archive_not_before: 'bigint',
  archive_attempts: 'integer',
  version: 'integer',
  events: 'integer',
} as const satisfies Columns;

export const eventColumns = {
  session_id: 'text',
  sequence: 'integer',
  at: 'bigint',
  type: 'text',
  actor: 'text',
  message: 'text',
} as const satisfies Columns;
