import type {
  GrantHold,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { staleAfterMs } from './granting';
import type { SessionRecord } from './record';
import type { NewEvent } from './transition';

/** A session as it is first written, with its first timeline rows. */
export interface NewSession {
  session: SessionRecord;
  events: NewEvent[];
  /** Notices that go with it, and may have been sent by whoever wrote the binding. */
  announced: boolean;
}

/**
 * The session that a hold on a binding speaks of, for a database that does not know it: it lost its memory, or the
 * binding was written by another installation. Its access ends by the binding's own word, but never later than any policy
 * allows: whoever may edit a binding could have written that word.
 *
 * @param options.longest - for how long the policies let anybody in, milliseconds
 * @param options.now - milliseconds since the epoch
 */
export function adoptHold(
  hold: GrantHold,
  observed: ObservedGrant,
  options: { clusterName: string; longest: number; now: number },
): NewSession {
  const { target } = observed;
  const { clusterName, longest, now } = options;
  const expiresAt = Math.min(hold.expiresAt.getTime(), now + longest);
  // Grants are not begun for requests that are older; so much of the audit log is read.
  const earliest = observed.createdAt.getTime() - staleAfterMs;
  const requestedAt = Math.min(
    now,
    Math.max(hold.requestedAt.getTime(), earliest),
  );
  return {
    session: {
      id: hold.sessionId,
      phase: 'active',
      holder: clip(hold.holder),
      holderName: clip(hold.holderName),
      subject: target.subject,
      cluster: target.cluster,
      clusterName,
      role: target.role,
      reason: clip(hold.reason, 2000),
      durationSeconds: Math.max(
        0,
        Math.round((expiresAt - requestedAt) / 1000),
      ),
      origin: clip(hold.origin, 64),
      requestedAt,
      activeAt: observed.createdAt.getTime(),
      expiresAt,
      bindingUid: observed.uid,
      archiveAttempts: 0,
      version: 1,
      events: 1,
    },
    events: [
      {
        at: now,
        type: 'adopted',
        message: `The binding ${observed.name} was found in the cluster; the database did not know this session.`,
      },
    ],
    announced: true,
  };
}

/** Whether a hold's word for its session can be the id of one. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9-]{1,64}$/.test(id);
}

/** Text from a binding that anyone may have written: it must not be able to keep a session from being taken over. */
function clip(text: string, length = 255): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, length);
}

/** A request that the policies allow, as it is first written: they approve at once. */
export function takeRequest(
  session: Omit<
    SessionRecord,
    'phase' | 'archiveAttempts' | 'version' | 'events'
  >,
  policy: string,
): NewSession {
  const at = session.requestedAt;
  return {
    session: {
      ...session,
      phase: 'approved',
      archiveAttempts: 0,
      version: 1,
      events: 2,
    },
    events: [
      {
        at,
        type: 'requested',
        actor: session.holder,
        message: `${session.holderName} asks for ${session.role} on ${session.clusterName}: ${session.reason}`,
      },
      {
        at,
        type: 'approved',
        message: `The policy "${policy}" approves at once.`,
      },
    ],
    announced: false,
  };
}
