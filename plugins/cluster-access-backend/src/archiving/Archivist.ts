import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { SessionArchive } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  ArchiveStore,
  AuditLogSource,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  backoffDelay,
  sleep,
  type Clock,
} from '@cluster-self-service/kubernetes-node';
import { buildArchive } from '../archive';
import type { SessionStore } from '../database';
import { toIso, toSession, transition, type SessionRecord } from '../domain';
import { Bell } from '../engine/Bell';
import type { SessionLedger } from '../ledger';
import { pauseOf } from '../reconciler';
import { removeLeftovers } from './leftovers';

export interface ArchivistOptions {
  source: AuditLogSource;
  archives: ArchiveStore;
  store: SessionStore;
  ledger: SessionLedger;
  /** Times in milliseconds. */
  settings: { margin: number; concurrency: number };
  /** Where archives are built. */
  directory: string;
  clock: Clock;
  logger: LoggerService;
  random: () => number;
}

const idleMs = 1000;
const unnotedPauseMs = 30_000;
const cleanUpMs = 60 * 60_000;
const backoff = { baseMs: 5000, maxMs: 10 * 60_000 };

/** Builds and stores the archives of ended sessions, for as long as this replica leads. */
export class Archivist {
  private readonly bell: Bell;
  private readonly underway = new Map<string, Promise<void>>();
  private cleanUpAt = 0;

  constructor(private readonly options: ArchivistOptions) {
    this.bell = new Bell(options.clock);
  }

  async run(leadership: AbortSignal): Promise<void> {
    const unsubscribe = this.options.ledger.subscribe(this.bell.ring);
    while (!leadership.aborted) {
      await this.cleanUp();
      for (const session of await this.due()) {
        const work = this.tryArchive(session, leadership).finally(() => {
          this.underway.delete(session.id);
          this.bell.ring();
        });
        this.underway.set(session.id, work);
      }
      await this.bell.wait(idleMs, leadership);
    }
    unsubscribe();
    await Promise.all(this.underway.values());
  }

  private async cleanUp(): Promise<void> {
    const { directory, logger, clock } = this.options;
    const now = clock.now();
    if (now < this.cleanUpAt) {
      return;
    }
    this.cleanUpAt = now + cleanUpMs;
    try {
      await removeLeftovers(directory, now);
    } catch (error) {
      logger.warn(`${directory} could not be cleaned`, toError(error));
    }
  }

  private async due(): Promise<SessionRecord[]> {
    const { store, settings, clock, logger } = this.options;
    const free = settings.concurrency - this.underway.size;
    if (free <= 0) {
      return [];
    }
    try {
      const due = await store.listArchivable(
        clock.now(),
        settings.concurrency + this.underway.size,
      );
      return due.filter(({ id }) => !this.underway.has(id)).slice(0, free);
    } catch (error) {
      logger.warn('Sessions to archive could not be read', toError(error));
      return [];
    }
  }

  /** Never rejects: what fails is tried again. */
  private async tryArchive(
    session: SessionRecord,
    leadership: AbortSignal,
  ): Promise<void> {
    const { logger, clock } = this.options;
    try {
      await this.archive(session, leadership);
    } catch (error) {
      if (!leadership.aborted) {
        logger.warn(
          `Session ${session.id} could not be archived; it is tried again`,
          toError(error),
        );
      }
      try {
        await this.postpone(session, error, leadership);
      } catch (second) {
        logger.warn('A failed archive could not be noted', toError(second));
        // Nothing says when to try again: without a pause of our own it would be at once, over and over.
        await sleep(clock, unnotedPauseMs, leadership);
      }
    }
  }

  private async archive(
    due: SessionRecord,
    leadership: AbortSignal,
  ): Promise<void> {
    const { source, archives, store, ledger, clock } = this.options;
    // What was due when the list was read may have been archived since: a second archive would take the place of the one
    // whose checksum is written down.
    const record = await store.get(due.id);
    if (record?.phase !== 'revoked') {
      return;
    }
    const file = await buildArchive({
      session: toSession(record),
      timeline: await store.timeline(record.id),
      subject: record.subject,
      window: this.windowOf(record),
      generatedAt: new Date(clock.now()),
      source,
      directory: this.options.directory,
      signal: leadership,
    });
    try {
      const place = await archives.store(file, leadership);
      leadership.throwIfAborted();
      const now = clock.now();
      const archive: SessionArchive = {
        store: archives.id,
        ...place,
        fileName: file.fileName,
        size: file.size,
        sha256: file.sha256,
        lines: file.lines,
        truncated: file.truncated,
        createdAt: toIso(now),
      };
      const message = `${file.lines} audit lines are archived as ${file.fileName}.`;
      await ledger.amend(record.id, session =>
        session.phase === 'revoked'
          ? transition(
              session,
              { phase: 'archived', archive, message: undefined },
              [{ at: now, type: 'archived', message }],
              ['archived'],
            )
          : undefined,
      );
    } finally {
      await file.dispose();
    }
  }

  /** The binding may have worked long before anybody saw it: the grant was begun a whole duration before the end. */
  private windowOf(session: SessionRecord) {
    const { settings, clock } = this.options;
    const { activeAt, requestedAt, expiresAt, endedAt } = session;
    const seen = activeAt ?? requestedAt;
    const begun = (expiresAt ?? seen) - session.durationSeconds * 1000;
    return {
      from: new Date(Math.min(seen, begun) - settings.margin),
      to: new Date((endedAt ?? clock.now()) + settings.margin),
    };
  }

  private async postpone(
    { id }: SessionRecord,
    error: unknown,
    leadership: AbortSignal,
  ): Promise<void> {
    const { ledger, clock, random } = this.options;
    if (leadership.aborted) {
      return;
    }
    const message = `The archive could not be built yet and is tried again: ${stringifyError(
      error,
    )}`;
    await ledger.amend(id, session => {
      const attempts = session.archiveAttempts + 1;
      const pause = pauseOf(error) ?? backoffDelay(backoff, attempts, random());
      return session.phase === 'revoked'
        ? transition(
            session,
            {
              archiveAttempts: attempts,
              archiveNotBefore: Math.ceil(clock.now() + pause),
              message,
            },
            session.message === message
              ? []
              : [{ at: clock.now(), type: 'archive-delayed', message }],
          )
        : undefined;
    });
  }
}
