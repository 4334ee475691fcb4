import type {
  GrantProvider,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { Clock } from '@cluster-self-service/kubernetes-node';
import type { SessionStore } from '../database';
import {
  targetKey,
  targetOf,
  type ReconcileSettings,
  type SessionRecord,
  type TargetView,
} from '../domain';
import type { ClusterHands } from './ClusterHands';
import type { OpenSessions } from './OpenSessions';
import type { Sightings } from './Sightings';

/** Brings together what a decision about a target needs to know. */
export class TargetViews {
  constructor(
    private readonly parts: {
      open: OpenSessions;
      sightings: Sightings;
      hands: ClusterHands;
      provider: GrantProvider;
      store: SessionStore;
      settings: ReconcileSettings;
      clock: Clock;
    },
  ) {}

  /** @param answer - the binding as the API server just answered, where that is newer than the watch cache */
  async view(
    key: string,
    target: GrantTarget,
    answer: ObservedGrant | undefined,
  ): Promise<TargetView> {
    const { provider, store, settings, clock, sightings, hands } = this.parts;
    const cached = sightings.observe(key, target);
    const shown = answer ?? cached;
    const open = this.parts.open.ofTarget(key);
    const known = new Set(open.map(({ id }) => id));
    const others = (shown?.holds ?? [])
      .map(({ sessionId }) => sessionId)
      .filter(id => !known.has(id));
    const found = others.length > 0 ? await store.getMany(others) : [];
    const ours = found.filter(one => targetKey(targetOf(one)) === key);
    const observed = shown && withoutForeign(shown, found, ours);
    return {
      target,
      sessions: [...open, ...ours],
      observed,
      standing: open.some(isWaiting) ? provider.findStanding(target) : [],
      lastSeenUid: sightings.lastUid(key),
      prepared: observed !== undefined && hands.isPrepared(observed.uid),
      now: clock.now(),
      settings,
    };
  }
}

/**
 * Whoever may edit a binding can write onto it a session that is about another target: it counts for nothing here, and
 * nothing that becomes of this binding is to change that session.
 */
function withoutForeign(
  shown: ObservedGrant,
  found: SessionRecord[],
  ours: SessionRecord[],
): ObservedGrant {
  if (found.length === ours.length) {
    return shown;
  }
  const foreign = new Set(found.map(({ id }) => id));
  ours.forEach(({ id }) => foreign.delete(id));
  const holds = shown.holds.filter(({ sessionId }) => !foreign.has(sessionId));
  return { ...shown, holds };
}

function isWaiting({ phase }: SessionRecord): boolean {
  return phase === 'approved' || phase === 'granting';
}

/** The view after these sessions were written. */
export function withWritten(
  view: TargetView,
  written: SessionRecord[],
): TargetView {
  const byId = new Map(written.map(session => [session.id, session]));
  return {
    ...view,
    sessions: view.sessions.map(session => byId.get(session.id) ?? session),
  };
}
