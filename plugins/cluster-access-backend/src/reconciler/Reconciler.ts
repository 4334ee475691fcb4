import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GrantProvider,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { WorkQueue, type Clock } from '@cluster-self-service/kubernetes-node';
import type { SessionStore } from '../database';
import {
  decide,
  targetKey,
  targetOf,
  type ClusterAction,
  type ReconcileSettings,
  type SessionRecord,
  type TargetView,
} from '../domain';
import type { SessionLedger } from '../ledger';
import { adoptSessions } from './adoptSessions';
import { ClusterHands } from './ClusterHands';
import { Expiry } from './Expiry';
import { OpenSessions } from './OpenSessions';
import { repeat } from './repeat';
import { Sightings } from './Sightings';
import { TargetViews, withWritten } from './TargetViews';

export interface ReconcilerOptions {
  provider: GrantProvider;
  store: SessionStore;
  ledger: SessionLedger;
  settings: ReconcileSettings & {
    concurrency: number;
    pollInterval: number;
    /** For how long the policies let anybody in, milliseconds. */
    longest: number;
  };
  clock: Clock;
  logger: LoggerService;
  /** Called for every session that ended, for metrics. */
  onEnded?: (session: SessionRecord) => void;
}

/** More steps than this in a row mean that something fights back: the target waits for its turn again. */
const mostRounds = 10;
/** Beside the events of the watch, every target is looked at so often. */
const resyncMs = 60_000;
/** A deletion that no event told the end of is looked at again after this. */
const recheckMs = 2_000;
/** Workers that wait for the database should not keep others from the cluster. */
const workersPerRequest = 4;

/** What comes after a round: nothing for now, another one, or another one that knows what the API server answered. */
type RoundOutcome = 'done' | 'again' | { answer: ObservedGrant | undefined };

/**
 * Brings every target to where its sessions want it, one step after another, for as long as this replica leads. What is
 * to be done is decided by `decide`; here it is done.
 */
export class Reconciler {
  private readonly open = new OpenSessions();
  private readonly targets = new Map<string, GrantTarget>();
  private readonly sightings: Sightings;
  private readonly views: TargetViews;
  private readonly expiry: Expiry;
  private readonly hands: ClusterHands;
  private readonly queue: WorkQueue;

  /** @param leadership - aborts when this replica must not act any more */
  constructor(
    private readonly options: ReconcilerOptions,
    private readonly leadership: AbortSignal,
  ) {
    const { ledger, store, provider, settings, clock, logger } = options;
    this.expiry = new Expiry(this.open, ledger);
    this.hands = new ClusterHands(provider, settings.concurrency, leadership);
    this.sightings = new Sightings(provider);
    this.views = new TargetViews({
      open: this.open,
      sightings: this.sightings,
      hands: this.hands,
      provider,
      store,
      settings,
      clock,
    });
    this.queue = new WorkQueue({
      name: 'access target',
      handler: key => this.work(key),
      concurrency: settings.concurrency * workersPerRequest,
      backoff: { baseMs: 200, maxMs: 30_000 },
      clock,
      logger,
    });
  }

  get depth(): number {
    return this.queue.stats().depth;
  }

  /** Works until the leadership ends. */
  async run(): Promise<void> {
    const { store, ledger } = this.options;
    const unsubscribe = ledger.subscribe(written => this.take(written));
    try {
      this.take(await store.listOpen());
      this.resync();
      await Promise.all([
        this.queue.run(this.leadership),
        this.repeat(this.options.settings.pollInterval, () => this.poll()),
        this.repeat(resyncMs, () => this.resync()),
      ]);
    } finally {
      unsubscribe();
    }
  }

  /** The binding of a target changed, or may have. */
  changed(target: GrantTarget): void {
    const key = targetKey(target);
    this.targets.set(key, target);
    // A binding that comes and goes before anybody looks was there nevertheless.
    if (this.sightings.lastUid(key) === undefined) {
      this.sightings.observe(key, target);
    }
    this.queue.add(key);
  }

  private take(sessions: SessionRecord[]): void {
    for (const session of sessions) {
      const target = targetOf(session);
      const key = targetKey(target);
      this.targets.set(key, target);
      this.open.put(session);
      this.queue.add(key);
    }
  }

  private resync(): void {
    for (const key of this.open.targets()) {
      this.queue.add(key);
    }
    this.options.provider
      .observeAll()
      .forEach(({ target }) => this.changed(target));
  }

  /** What other replicas wrote. */
  private async poll(): Promise<void> {
    const { store } = this.options;
    const intents = await store.listIntents();
    const news = intents.filter(
      ({ id, version }) => (this.open.get(id)?.version ?? 0) < version,
    );
    this.take(await store.getMany(news.map(({ id }) => id)));
  }

  private repeat(
    everyMs: number,
    action: () => Promise<void> | void,
  ): Promise<void> {
    return repeat(action, {
      ...this.options,
      everyMs,
      failure: 'Sessions could not be read again; it is tried again',
      signal: this.leadership,
    });
  }

  private async work(key: string): Promise<void> {
    const target = this.targets.get(key);
    if (!target) {
      return;
    }
    try {
      await this.reconcile(key, target);
    } catch (error) {
      await this.endByItsOwnWord(target);
      throw error;
    }
  }

  /** Without the database nothing can be decided, but a binding says itself when it must go: then it goes. */
  private async endByItsOwnWord(target: GrantTarget): Promise<void> {
    const { provider, clock } = this.options;
    const grant = provider.observe(target);
    const end = grant?.expiresAt?.getTime() ?? Infinity;
    if (grant?.state === 'present' && end <= clock.now()) {
      await this.hands.revoke(grant);
    }
  }

  private async reconcile(key: string, target: GrantTarget): Promise<void> {
    // What the API server answered to our own write is newer than the watch cache, for this run.
    let answer: ObservedGrant | undefined;
    for (let round = 0; round < mostRounds; round++) {
      this.leadership.throwIfAborted();
      await this.expiry.settle(
        this.open.ofTarget(key),
        this.options.clock.now(),
      );
      const view = await this.views.view(key, target, answer);
      const outcome = await this.step(key, view);
      if (outcome === 'done') {
        this.forgetIfIdle(key, view);
        return;
      }
      answer = outcome === 'again' ? answer : outcome.answer;
    }
    this.queue.addAfter(key, recheckMs);
  }

  /** One round: decides, writes, acts. */
  private async step(key: string, view: TargetView): Promise<RoundOutcome> {
    const { ledger, store } = this.options;
    const decision = decide(view);
    if (decision.adopt.length > 0 && view.observed) {
      this.take(
        await adoptSessions(view.observed, decision.adopt, this.options),
      );
      return 'again';
    }
    const { transitions, action, wakeAt } = decision;
    let current = view;
    if (transitions.length > 0) {
      const written = await ledger.write(transitions);
      written.forEach(session => this.noteWritten(session));
      current = withWritten(view, written);
      if (written.length < transitions.length) {
        const ids = transitions.map(({ session }) => session.id);
        this.take(await store.getMany(ids));
        return 'again';
      }
    }
    if (action) {
      return this.act(key, action, current);
    }
    if (transitions.length > 0) {
      return 'again';
    }
    if (wakeAt !== undefined) {
      this.queue.addAt(key, new Date(wakeAt));
    }
    return 'done';
  }

  private async act(
    key: string,
    action: ClusterAction,
    view: TargetView,
  ): Promise<RoundOutcome> {
    const outcome = await this.hands.act(action, view);
    await this.options.ledger.write(outcome.transitions ?? []);
    if (outcome.retry) {
      throw outcome.retry;
    }
    if (outcome.retryAfterMs !== undefined) {
      this.queue.addAfter(key, outcome.retryAfterMs);
      return 'done';
    }
    if (action.type === 'revoke' && this.sightings.observe(key, view.target)) {
      this.queue.addAfter(key, recheckMs);
      return 'done';
    }
    return { answer: outcome.answer };
  }

  private noteWritten(session: SessionRecord): void {
    this.open.put(session);
    if (session.phase === 'revoked') {
      this.options.onEnded?.(session);
    }
  }

  private forgetIfIdle(key: string, view: TargetView): void {
    if (!view.observed && this.open.ofTarget(key).length === 0) {
      this.targets.delete(key);
      this.sightings.forget(key);
    }
  }
}
