import { ConflictError } from '@backstage/errors';
import type {
  AccessCluster,
  AccessRole,
  GrantHold,
  GrantProvider,
  GrantSubject,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { setTimeout } from 'node:timers/promises';
import { targetKey } from '../domain';

type FaultPoint = 'start' | 'grant' | 'revoke' | 'prepare';
type Fault = () => Promise<void> | void;

/** A platform in memory that several replicas share, with faults to switch on. */
export class FakeCluster {
  clusters: AccessCluster[] = [
    { id: 'c-m-one', name: 'one', labels: { tier: 'private' }, ready: true },
  ];
  roles: AccessRole[] = [{ name: 'ops', displayName: 'Operator' }];
  /** By entity reference. */
  subjects = new Map<string, GrantSubject>();
  standing = new Map<string, Array<{ name: string; uid: string }>>();
  /** Names of what holds every deletion back. */
  heldBackBy: string[] = [];
  readonly grants = new Map<string, ObservedGrant>();
  /** What was asked for, in order: `grant c-m-one/ops/u-erin`. */
  readonly calls: string[] = [];
  private readonly faults = new Map<FaultPoint, Fault[]>();
  private readonly watchers = new Set<(target: GrantTarget) => void>();
  private leader: string | undefined;
  private term = new AbortController();
  private count = 0;

  constructor(private readonly now: () => number) {}

  /** What happens instead of the next call, or before it when the fault returns. */
  failNext(point: FaultPoint, fault: Fault): void {
    this.faults.set(point, [...(this.faults.get(point) ?? []), fault]);
  }

  put(grant: ObservedGrant): void {
    this.grants.set(targetKey(grant.target), grant);
    this.tell(grant.target);
  }

  /** As somebody with kubectl would. */
  delete(target: GrantTarget): void {
    const grant = this.grants.get(targetKey(target));
    if (grant) {
      this.put({ ...grant, state: 'deleting', heldBackBy: this.heldBackBy });
    }
  }

  /** Gone at once, as when its finalizer was taken off from outside. */
  remove(target: GrantTarget): void {
    this.grants.delete(targetKey(target));
    this.tell(target);
  }

  /** Lets go of deletions that were held back. */
  letGo(): void {
    this.heldBackBy = [];
    for (const grant of this.grants.values()) {
      if (grant.state === 'deleting') {
        this.put({ ...grant, heldBackBy: [] });
      }
    }
  }

  provider(): GrantProvider {
    return {
      id: 'fake',
      title: 'Rancher',
      start: async ({ signal, onChange }) => {
        await this.fault('start');
        this.watchers.add(onChange);
        signal.addEventListener('abort', () => this.watchers.delete(onChange));
      },
      listClusters: () => this.clusters,
      listRoles: () => this.roles,
      findSubject: person => this.subjects.get(person.entityRef),
      observe: target => this.grants.get(targetKey(target)),
      observeAll: () => [...this.grants.values()],
      findStanding: target => this.standing.get(targetKey(target)) ?? [],
      grant: (target, holds) => this.grant(target, holds),
      prepareRevocation: async grant => {
        this.calls.push(`prepare ${targetKey(grant.target)}`);
        await this.fault('prepare');
      },
      revoke: grant => this.revoke(grant),
      elect: options => this.elect(options),
    };
  }

  private async grant(
    target: GrantTarget,
    holds: GrantHold[],
  ): Promise<ObservedGrant> {
    const key = targetKey(target);
    this.calls.push(`grant ${key}`);
    await this.fault('grant');
    const current = this.grants.get(key);
    if (current?.state === 'deleting' || this.standing.get(key)?.length) {
      throw new ConflictError(`a binding for ${key} exists`);
    }
    const ends = holds.map(hold => hold.expiresAt.getTime());
    const grant: ObservedGrant = {
      target,
      uid: current?.uid ?? `uid-${++this.count}`,
      name: current?.name ?? `access-${this.count}`,
      holds,
      expiresAt: new Date(Math.max(...ends)),
      createdAt: current?.createdAt ?? new Date(this.now()),
      state: 'present',
      heldBackBy: [],
    };
    this.put(grant);
    return grant;
  }

  private async revoke({ target, uid }: ObservedGrant): Promise<void> {
    const key = targetKey(target);
    this.calls.push(`revoke ${key}`);
    await this.fault('revoke');
    const current = this.grants.get(key);
    if (current?.uid !== uid) {
      return;
    }
    if (this.heldBackBy.length > 0) {
      this.delete(target);
    } else {
      this.remove(target);
    }
  }

  /** As when the leader's process is gone and its lease ran out: the next one may lead. */
  loseLeader(): void {
    this.term.abort();
    this.term = new AbortController();
    this.leader = undefined;
  }

  private async elect({
    identity,
    signal,
    onLeading,
  }: Parameters<GrantProvider['elect']>[0]): Promise<void> {
    while (!signal.aborted) {
      if (this.leader === undefined) {
        this.leader = identity;
        await onLeading(AbortSignal.any([signal, this.term.signal]));
        if (this.leader === identity) {
          this.leader = undefined;
        }
      } else {
        await setTimeout(5);
      }
    }
  }

  private async fault(point: FaultPoint): Promise<void> {
    await this.faults.get(point)?.shift()?.();
  }

  private tell(target: GrantTarget): void {
    this.watchers.forEach(watcher => watcher(target));
  }
}
