import type { ObservedGrant } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionRecord } from './record';
import { listed } from './text';
import { transition, type NewEvent, type Transition } from './transition';

/** A message that is not there yet. */
export function say(
  session: SessionRecord,
  at: number,
  message: string,
  type = 'waiting',
): Transition | undefined {
  return session.message === message
    ? undefined
    : transition(session, { message }, [event(at, type, message)]);
}

/** What keeps a binding that is to go, as the end of a clause. */
export function heldBackText({
  heldBackBy,
}: Pick<ObservedGrant, 'heldBackBy'>): string {
  return heldBackBy.length > 0 ? `, held back by ${listed(heldBackBy)}` : '';
}

export function event(at: number, type: string, message: string): NewEvent {
  return { at, type, message };
}
