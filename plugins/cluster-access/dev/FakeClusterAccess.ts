import type {
  AccessOptions,
  AccessRequest,
  AccessSession,
  SessionDetails,
  SessionPage,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { hasEnded } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { NotFoundError } from '@backstage/errors';
import {
  AccessRefusedError,
  type ClusterAccessApi,
  type ListSessionsOptions,
} from '../src';
import { options, sampleSessions, sampleTimeline } from './samples';

const ME = 'user:default/guest';

/**
 * Plays the backend in the browser. A reason that contains "refuse" is refused, one with "fail" ends in an error, and
 * access that is asked for becomes active after three seconds.
 */
export class FakeClusterAccess implements ClusterAccessApi {
  readonly #now: () => number;
  #sessions: AccessSession[];

  static create(now: () => number) {
    return new FakeClusterAccess(now, sampleSessions(now()));
  }

  private constructor(now: () => number, sessions: AccessSession[]) {
    this.#now = now;
    this.#sessions = sessions;
  }

  async getOptions(): Promise<AccessOptions> {
    await answerTime();
    return options;
  }

  async requestAccess(request: AccessRequest): Promise<AccessSession> {
    await answerTime();
    if (request.reason.includes('refuse')) {
      throw new AccessRefusedError('This is outside what the policies allow.', [
        {
          field: 'role',
          message:
            'This role is for the engineer on duty; ask for "Read only".',
        },
        {
          field: 'reason',
          message: 'Name the incident, for example INC-4711.',
        },
      ]);
    }
    if (request.reason.includes('fail')) {
      throw new Error('The backend does not answer.');
    }
    const session: AccessSession = {
      ...request,
      id: `asked-${this.#sessions.length}`,
      phase: 'granting',
      holder: ME,
      holderName: 'Guest',
      clusterName:
        options.options.find(({ cluster }) => cluster === request.cluster)
          ?.clusterName ?? request.cluster,
      origin: 'portal',
      requestedAt: this.#at(0),
      expiresAt: this.#at(request.durationSeconds),
    };
    this.#sessions = [session, ...this.#sessions];
    setTimeout(
      () =>
        this.#change(session.id, { phase: 'active', activeAt: this.#at(0) }),
      3000,
    );
    return session;
  }

  async listSessions(list: ListSessionsOptions): Promise<SessionPage> {
    await answerTime();
    this.#expire();
    const start = Number(list.cursor ?? 0);
    const end = start + Math.min(list.limit ?? 20, 8);
    const found = this.#sessions.filter(session => {
      if (list.scope === 'mine') return session.holder === ME;
      return list.scope === 'all' || !hasEnded(session.phase);
    });
    return {
      items: found.slice(start, end),
      nextCursor: end < found.length ? String(end) : undefined,
    };
  }

  async getSession(id: string): Promise<SessionDetails> {
    await answerTime();
    this.#expire();
    const session = this.#find(id);
    return {
      session,
      timeline: sampleTimeline(session),
      allowed: {
        end: session.phase === 'active',
        downloadArchive: session.archive !== undefined,
      },
    };
  }

  async endSession(id: string): Promise<AccessSession> {
    await answerTime();
    const { holder } = this.#find(id);
    return this.#change(id, {
      phase: 'revoked',
      endedAt: this.#at(0),
      endReason: holder === ME ? 'released' : 'revoked',
      endedBy: ME,
    });
  }

  async downloadArchive(): Promise<Blob> {
    await answerTime();
    return new Blob(['not really a zip'], { type: 'application/zip' });
  }

  #find(id: string): AccessSession {
    const session = this.#sessions.find(one => one.id === id);
    if (!session) {
      throw new NotFoundError(`There is no session "${id}".`);
    }
    return session;
  }

  #change(id: string, change: Partial<AccessSession>): AccessSession {
    const changed = { ...this.#find(id), ...change };
    this.#sessions = this.#sessions.map(one => (one.id === id ? changed : one));
    return changed;
  }

  #expire() {
    for (const { id, phase, expiresAt } of this.#sessions) {
      if (
        phase === 'active' &&
        expiresAt &&
        Date.parse(expiresAt) <= this.#now()
      ) {
        this.#change(id, {
          phase: 'revoked',
          endedAt: this.#at(0),
          endReason: 'expired',
        });
      }
    }
  }

  #at(seconds: number): string {
    return new Date(this.#now() + seconds * 1000).toISOString();
  }
}

function answerTime(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 400);
  });
}
