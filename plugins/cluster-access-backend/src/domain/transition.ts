import type {
  SessionEvent,
  SessionPhase,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  NoticeKind,
  NoticeReceipt,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { toIso, type SessionRecord } from './record';

/** What of a session may change after it was taken. */
export type SessionChange = Partial<
  Pick<
    SessionRecord,
    | 'phase'
    | 'activeAt'
    | 'expiresAt'
    | 'endingAt'
    | 'endedAt'
    | 'endReason'
    | 'endedBy'
    | 'message'
    | 'archive'
    | 'bindingUid'
    | 'archiveNotBefore'
    | 'archiveAttempts'
  >
>;

export interface NewEvent {
  at: number;
  type: string;
  actor?: string;
  message: string;
}

/** A notice that was delivered; written together with the session's timeline. */
export interface Delivery {
  notifier: string;
  kind: NoticeKind;
  receipt: NoticeReceipt;
}

/**
 * One write to one session: decided on the version it names, applied to that
 * version or not at all, together with its timeline and outbox rows.
 */
export interface Transition {
  session: SessionRecord;
  change: SessionChange;
  events: NewEvent[];
  notices: NoticeKind[];
  /** The notices may have been sent already: look before sending. */
  noticesMayHaveBeenSent?: boolean;
  delivered?: Delivery;
}

const following: Record<SessionPhase, readonly SessionPhase[]> = {
  requested: ['approved', 'denied', 'cancelled', 'lapsed', 'failed'],
  approved: ['granting', 'cancelled', 'failed'],
  granting: ['active', 'revoking', 'failed'],
  active: ['revoking', 'revoked'],
  revoking: ['revoked', 'cancelled', 'failed'],
  revoked: ['archived'],
  archived: [],
  denied: [],
  cancelled: [],
  lapsed: [],
  failed: [],
};

/** The session after a transition. Throws on one that the state machine does not have: that is a mistake in the code. */
export function applyTransition({
  session,
  change,
  events,
}: Transition): SessionRecord {
  const { phase } = change;
  if (
    phase &&
    phase !== session.phase &&
    !following[session.phase].includes(phase)
  ) {
    throw new Error(
      `Session ${session.id} cannot go from ${session.phase} to ${phase}`,
    );
  }
  return {
    ...session,
    ...change,
    version: session.version + 1,
    events: session.events + events.length,
  };
}

/** The timeline rows of a transition, numbered on from what the session has. */
export function timelineOf({ session, events }: Transition): SessionEvent[] {
  return events.map((event, index) => ({
    sequence: session.events + index + 1,
    at: toIso(event.at),
    type: event.type,
    ...(event.actor && { actor: event.actor }),
    message: event.message,
  }));
}

/** A transition that changes fields and leaves a row in the timeline. */
export function transition(
  session: SessionRecord,
  change: SessionChange,
  events: NewEvent[] = [],
  notices: NoticeKind[] = [],
): Transition {
  return { session, change, events, notices };
}
