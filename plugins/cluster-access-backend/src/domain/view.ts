import type {
  GrantHold,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { SessionRecord } from './record';
import type { Transition } from './transition';

/** All times in milliseconds. */
export interface ReconcileSettings {
  /** So long before the last hold ends, its deletion may be prepared. */
  prepareAhead: number;
  /** So long may the watch cache lag behind a write; until then the absence of a new binding proves nothing. */
  cacheLag: number;
  /** After so long a deletion that has not come through is told to people. */
  heldBackAfter: number;
  /** So long after the end, the audit log has taken in what belongs to a session. */
  archiveSettle: number;
}

/** All that a decision about one target rests on. */
export interface TargetView {
  target: GrantTarget;
  /** Sessions that have not ended, and ended ones whose hold is still on the binding. */
  sessions: SessionRecord[];
  /** The binding as the cluster shows it. */
  observed?: ObservedGrant;
  /** Bindings of the same target that are not ours. */
  standing: Array<{ name: string; uid: string }>;
  /** UID of the binding that this replica last saw for the target. */
  lastSeenUid?: string;
  /** Whether the deletion of the observed binding was prepared already. */
  prepared: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  settings: ReconcileSettings;
}

/** What is to be done in the cluster, once the transitions are written. */
export type ClusterAction =
  | { type: 'grant'; holds: GrantHold[] }
  | { type: 'revoke'; grant: ObservedGrant }
  | { type: 'prepare'; grant: ObservedGrant };

export interface Decision {
  /** Shares in the binding that the database knows nothing of: sessions to be taken over first. */
  adopt: GrantHold[];
  /** Written before the action is taken. */
  transitions: Transition[];
  action?: ClusterAction;
  /** When to look again, if nothing happens before. */
  wakeAt?: number;
}
