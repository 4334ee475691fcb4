import {
  type AccessSession,
  hasEnded,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { MINUTE, SECOND } from './time';

const SLOW = 30 * SECOND;
const TRANSITION = 2 * SECOND;
const LAST_SECONDS = SECOND;

/**
 * How long to wait before reading sessions again when no signal comes: soon when one of them is about to change,
 * otherwise now and then.
 *
 * @param now - milliseconds since the epoch
 * @returns milliseconds
 */
export function pollDelay(sessions: AccessSession[], now: number): number {
  return Math.min(SLOW, ...sessions.map(session => delayOf(session, now)));
}

function delayOf(session: AccessSession, now: number): number {
  if (session.phase === 'active') {
    const left = session.expiresAt ? Date.parse(session.expiresAt) - now : SLOW;
    return Math.max(LAST_SECONDS, left);
  }
  if (session.phase === 'revoked') {
    // The archive usually follows within seconds; when it is late or switched off, there is no hurry.
    const since = session.endedAt ? now - Date.parse(session.endedAt) : 0;
    return since < MINUTE ? TRANSITION : SLOW;
  }
  if (session.phase === 'requested' || hasEnded(session.phase)) {
    return SLOW;
  }
  return TRANSITION;
}
