import { ConflictError } from '@backstage/errors';
import type { SessionStore } from '../database';
import {
  applyTransition,
  type NewSession,
  type SessionRecord,
  type Transition,
} from '../domain';
import { setTimeout } from 'node:timers/promises';

/** Hears of sessions as they were just written. Must not throw. */
export type LedgerListener = (written: SessionRecord[]) => void;

interface Pending {
  transition: Transition;
  resolve(applied: SessionRecord | undefined): void;
  reject(error: unknown): void;
}

/** So many transitions go into one transaction at most. */
const batchSize = 1000;
/**
 * After a batch with so many, the next one waits for more: where a thousand sessions end one after another, each commit
 * keeps the process from the cluster for as long as the disk takes.
 */
const crowd = 8;
const gatherMs = 50;
const amendAttempts = 10;
const mostFailuresInARow = 2;

/**
 * The one way to write sessions. Writers that come at the same time share one transaction (group commit): while one
 * is being written, the others gather for the next.
 */
export class SessionLedger {
  private readonly listeners = new Set<LedgerListener>();
  private queue: Pending[] = [];
  private flushing = false;

  constructor(private readonly store: SessionStore) {}

  /** @returns what ends it */
  subscribe(listener: LedgerListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Writes sessions that are not there yet; answers with those that were written. */
  async insert(sessions: NewSession[]): Promise<SessionRecord[]> {
    const ids = await this.store.insert(sessions);
    const written = sessions
      .map(({ session }) => session)
      .filter(session => ids.has(session.id));
    this.tell(written);
    return written;
  }

  /** Applies transitions; answers with the sessions that were written, without those that had changed meanwhile. */
  async write(transitions: Transition[]): Promise<SessionRecord[]> {
    const results = await Promise.all(
      transitions.map(
        transition =>
          new Promise<SessionRecord | undefined>((resolve, reject) => {
            this.queue.push({ transition, resolve, reject });
            this.schedule();
          }),
      ),
    );
    return results.flatMap(result => result ?? []);
  }

  /**
   * Changes a session whatever others write to it at the same time: `decide` is asked again on what they wrote, so that
   * what else it reads is never older than the session.
   *
   * @param decide - gives nothing when there is nothing to change
   * @returns the session after that; nothing when there is none
   */
  async amend(
    id: string,
    decide: (
      session: SessionRecord,
    ) => Transition | undefined | Promise<Transition | undefined>,
  ): Promise<SessionRecord | undefined> {
    for (let attempt = 0; attempt < amendAttempts; attempt++) {
      const session = await this.store.get(id);
      const transition = session && (await decide(session));
      if (!transition) {
        return session;
      }
      const [written] = await this.write([transition]);
      if (written) {
        return written;
      }
    }
    throw new ConflictError(
      `Session ${id} is changed by others all the time; try again`,
    );
  }

  private schedule(): void {
    if (!this.flushing) {
      this.flushing = true;
      // Everybody who writes in the same turn of the event loop gets into the first batch.
      setImmediate(() => this.flushAll());
    }
  }

  private async flushAll(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.takeBatch();
      try {
        await this.flush(batch);
      } catch (error) {
        await this.flushOneByOne(batch, error);
      }
      if (batch.length >= crowd) {
        await setTimeout(gatherMs);
      }
    }
    this.flushing = false;
  }

  /** The oldest pending transitions, one a session: one statement cannot write the same row twice. */
  private takeBatch(): Pending[] {
    const batch = new Map<string, Pending>();
    const later: Pending[] = [];
    for (const pending of this.queue) {
      const { id } = pending.transition.session;
      if (batch.has(id) || batch.size >= batchSize) {
        later.push(pending);
      } else {
        batch.set(id, pending);
      }
    }
    this.queue = later;
    return [...batch.values()];
  }

  private async flush(batch: Pending[]): Promise<void> {
    const ids = await this.store.transition(
      batch.map(({ transition }) => transition),
    );
    const written: SessionRecord[] = [];
    for (const { transition, resolve } of batch) {
      const applied = ids.has(transition.session.id)
        ? applyTransition(transition)
        : undefined;
      if (applied) {
        written.push(applied);
      }
      resolve(applied);
    }
    this.tell(written);
  }

  /**
   * One transition that cannot be written must not keep the others from it. But when it is the database that does not
   * answer, nobody waits for it a thousand times: everybody hears so and comes again later.
   */
  private async flushOneByOne(batch: Pending[], error: unknown): Promise<void> {
    let failuresInARow = batch.length === 1 ? mostFailuresInARow : 0;
    for (const pending of batch) {
      if (failuresInARow >= mostFailuresInARow) {
        pending.reject(error);
        continue;
      }
      try {
        await this.flush([pending]);
        failuresInARow = 0;
      } catch (own) {
        failuresInARow++;
        pending.reject(own);
      }
    }
  }

  private tell(written: SessionRecord[]): void {
    if (written.length > 0) {
      this.listeners.forEach(listener => listener(written));
    }
  }
}
