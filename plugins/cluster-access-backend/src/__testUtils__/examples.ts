import type {
  GrantHold,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionRecord } from '../domain';

/** 2026-11-21T08:00:00Z */
export const start = Date.UTC(2026, 10, 21, 8);
export const minute = 60_000;
export const target = { cluster: 'c-m-one', role: 'ops', subject: 'u-erin' };

export function aSession(change: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: 's1',
    phase: 'approved',
    holder: 'user:default/erin',
    holderName: 'Erin',
    subject: target.subject,
    cluster: target.cluster,
    clusterName: 'one',
    role: target.role,
    reason: 'INC-1 the queue is stuck',
    durationSeconds: 900,
    origin: 'portal',
    requestedAt: start,
    archiveAttempts: 0,
    version: 1,
    events: 2,
    ...change,
  };
}

export function anActiveSession(
  change: Partial<SessionRecord> = {},
): SessionRecord {
  return aSession({
    phase: 'active',
    activeAt: start,
    expiresAt: start + 15 * minute,
    bindingUid: 'uid-1',
    ...change,
  });
}

export function aHold(change: Partial<GrantHold> = {}): GrantHold {
  return {
    sessionId: 's1',
    expiresAt: new Date(start + 15 * minute),
    holder: 'user:default/erin',
    holderName: 'Erin',
    reason: 'INC-1 the queue is stuck',
    requestedAt: new Date(start),
    origin: 'portal',
    ...change,
  };
}

export function aGrant(change: Partial<ObservedGrant> = {}): ObservedGrant {
  return {
    target,
    uid: 'uid-1',
    name: 'access-1',
    holds: [aHold()],
    expiresAt: new Date(start + 15 * minute),
    createdAt: new Date(start),
    state: 'present',
    heldBackBy: [],
    ...change,
  };
}
