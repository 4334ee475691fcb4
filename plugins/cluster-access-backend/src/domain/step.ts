import { active } from './active';
import { beginGrant, blockedByStanding, granting } from './granting';
import type { SessionRecord } from './record';
import { revoking } from './revoking';
import type { Transition } from './transition';
import type { TargetView } from './view';

/** The next transition of one session, if there is one to make now. */
export function nextStep(
  session: SessionRecord,
  view: TargetView,
): Transition | undefined {
  switch (session.phase) {
    case 'approved':
      return blockedByStanding(session, view) ?? beginGrant(session, view);
    case 'granting':
      return granting(session, view);
    case 'active':
      return active(session, view);
    case 'revoking':
      return revoking(session, view);
    default:
      return undefined;
  }
}
