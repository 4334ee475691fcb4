/** A cluster that the grant provider knows. @public */
export interface AccessCluster {
  id: string;
  name: string;
  labels: Record<string, string>;
  /** Whether the provider can reach it now. */
  ready: boolean;
}

/** A role that can be granted on a cluster. @public */
export interface AccessRole {
  name: string;
  displayName: string;
}

/** A person as the catalog knows them; what a provider finds its own user by. @public */
export interface AccessPerson {
  /** `user:default/erin` */
  entityRef: string;
  displayName: string;
  email?: string;
  annotations: Record<string, string>;
}

/** A person as the grant provider knows them. @public */
export interface GrantSubject {
  /** Id in the provider; with Rancher the name of the User object, `u-abc12`. */
  id: string;
  /** Groups by the provider's own names; with Rancher principal ids, `okta_group://engineers`. */
  groups: string[];
  /** When the provider last heard of these groups from the identity provider. */
  groupsRefreshedAt?: Date;
  enabled: boolean;
}

/**
 * What identifies a grant: one person, one role, one cluster. Sessions that overlap on all three share one binding.
 *
 * @public
 */
export interface GrantTarget {
  cluster: string;
  role: string;
  /** `GrantSubject.id` */
  subject: string;
}

/**
 * A session's share in a binding, written on the binding itself, so that the cluster alone tells what must go when.
 *
 * @public
 */
export interface GrantHold {
  sessionId: string;
  expiresAt: Date;
  holder: string;
  holderName: string;
  reason: string;
  requestedAt: Date;
  origin: string;
}

/** A binding as it stands in the cluster, read from a watch cache. @public */
export interface ObservedGrant {
  target: GrantTarget;
  uid: string;
  name: string;
  /** What the binding says of itself; empty where its marks are missing or cannot be read. */
  holds: GrantHold[];
  /** When it must go by its own word; absent where it does not say (then it is reported, never deleted). */
  expiresAt?: Date;
  createdAt: Date;
  /** `deleting`: someone asked for its deletion, something still holds it. */
  state: 'present' | 'deleting';
  /** Names of what still holds a deletion back, our own finalizer left out. */
  heldBackBy: string[];
  /** Whether the platform reports that the rights are in effect downstream; `undefined` where it does not tell. */
  effective?: boolean;
}

/**
 * How a provider writes to its platform.
 *
 * @public
 */
export interface WriteOptions {
  /**
   * Aborts when this replica does not lead any more. Nothing may be sent after that: someone else acts by then. The promise
   * rejects with the signal's reason.
   */
  signal?: AbortSignal;
}

/**
 * Grants and takes back access. One implementation a platform; every method is idempotent, none keeps state of its own
 * beside the watch cache.
 *
 * @public
 */
export interface GrantProvider {
  readonly id: string;
  /** Name of the platform as people write it, `Rancher`; used in texts that say what to do. */
  readonly title?: string;

  /**
   * Starts the watch caches and resolves when they hold the truth. The listener is called with every target whose
   * binding changed, was added or is gone; a call may be spurious, none is missed.
   *
   * @param signal - ends the watches
   */
  start(options: {
    signal: AbortSignal;
    onChange: (target: GrantTarget) => void;
  }): Promise<void>;

  listClusters(): AccessCluster[];
  /** The roles that exist and can be granted on a cluster. */
  listRoles(): AccessRole[];
  findSubject(person: AccessPerson): GrantSubject | undefined;

  /** Our binding of one target. Reads the watch cache only. */
  observe(target: GrantTarget): ObservedGrant | undefined;
  /** Every binding of ours, for what the database does not know. Reads the watch cache only. */
  observeAll(): ObservedGrant[];
  /**
   * Bindings of the same person, role and cluster that are not ours. They are reported and block a grant; they are never
   * deleted.
   */
  findStanding(target: GrantTarget): Array<{ name: string; uid: string }>;

  /**
   * Makes the binding exist and carry exactly these holds. Resolves with what the API server answered.
   *
   * @throws ConflictError when a standing binding blocks it, or the previous one is still being deleted
   * @throws NotAllowedError when the platform refuses, with its reason
   */
  grant(
    target: GrantTarget,
    holds: GrantHold[],
    options?: WriteOptions,
  ): Promise<ObservedGrant>;

  /**
   * Prepares a binding whose last hold ends within seconds, so that its deletion needs one request at the time. May do
   * nothing.
   */
  prepareRevocation?(
    grant: ObservedGrant,
    options?: WriteOptions,
  ): Promise<void>;

  /**
   * Asks for the deletion of the binding with this UID and takes our own finalizer off. Resolves when the API server has
   * taken it; whether it is gone is told by `observe`. Deleting what is gone already is no error.
   */
  revoke(grant: ObservedGrant, options?: WriteOptions): Promise<void>;

  /**
   * A lease that makes one replica the one that acts.
   *
   * @param identity - of this replica
   */
  elect(options: {
    identity: string;
    signal: AbortSignal;
    onLeading: (leadership: AbortSignal) => Promise<void>;
  }): Promise<void>;
}
