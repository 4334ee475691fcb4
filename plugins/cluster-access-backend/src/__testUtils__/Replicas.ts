import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type Assembly } from '../assemble';
import { readSettings } from '../config';
import type { SessionRecord } from '../domain';
import { Extensions } from '../extensions';
import { Chat } from './Chat';
import { FakeCluster } from './FakeCluster';
import { ManualClock } from './ManualClock';
import { aSubject, aUser, erin, sam } from './people';
import { until } from './until';

const request = {
  cluster: 'c-m-one',
  role: 'ops',
  durationSeconds: 900,
  reason: 'INC-1 the queue is stuck',
};

export interface Replica extends Assembly {
  /** Ends it, as a shutdown does. */
  shutDown(): Promise<void>;
}

/** Replicas of the backend on one database, one cluster and one chat, with time that stands still. */
export class Replicas {
  readonly clock = new ManualClock();
  readonly cluster = new FakeCluster(() => this.clock.now());
  readonly chat = new Chat();
  readonly directory = mkdtempSync(join(tmpdir(), 'cluster-access-test-'));
  /** What the archive store has, by file name. */
  readonly archives = new Map<string, number>();
  /** Since when the audit log was read, for each archive. */
  readonly readFrom: Date[] = [];
  beforeArchive: () => void = () => {};
  private readonly running = new Set<Replica>();

  constructor(
    private readonly database: Knex,
    private readonly config: JsonObject = {},
  ) {
    this.cluster.subjects.set(erin, aSubject('u-erin', this.clock.now()));
    this.cluster.subjects.set(sam, aSubject('u-sam', this.clock.now()));
  }

  start(
    options: { archives?: boolean; onEnded?: (s: SessionRecord) => void } = {},
  ): Replica {
    const extensions = new Extensions();
    extensions.setGrantProvider(this.cluster.provider());
    extensions.addNotifier(this.chat.notifier());
    if (options.archives) {
      this.addArchiving(extensions);
    }
    const assembly = assemble({
      settings: readSettings(
        mockServices.rootConfig({
          data: {
            app: { baseUrl: 'http://portal' },
            clusterAccess: {
              policies: [
                {
                  name: 'engineers',
                  groups: ['okta_group://engineers'],
                  clusters: { matchLabels: { tier: 'private' } },
                  roles: ['ops'],
                  maxDuration: '8h',
                },
              ],
              notifications: { perSecond: 1_000_000 },
              ...this.config,
            },
          },
        }),
      ),
      extensions,
      database: this.database,
      catalog: catalogServiceMock({ entities: [aUser('erin'), aUser('sam')] }),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      directory: this.directory,
      clock: this.clock,
      onEnded: options.onEnded,
    });
    const stopping = new AbortController();
    const ended = assembly.engine.run(stopping.signal);
    const replica: Replica = {
      ...assembly,
      shutDown: async () => {
        this.running.delete(replica);
        stopping.abort();
        await ended;
      },
    };
    this.running.add(replica);
    return replica;
  }

  /** Leaves a replica behind that hangs, as a killed process does; its lease runs out. */
  abandon(replica: Replica): void {
    this.running.delete(replica);
    this.cluster.loseLeader();
  }

  async stop(): Promise<void> {
    for (const replica of [...this.running]) {
      await replica.shutDown();
    }
  }

  /** Asks for access and answers with the session's id. */
  async ask(
    replica: Replica,
    change: Partial<typeof request> = {},
    who = erin,
  ): Promise<string> {
    await until(replica.engine.isReady);
    const decision = await replica.desk.request(
      who,
      { ...request, ...change },
      { origin: 'portal' },
    );
    if (!decision.taken) {
      throw new Error(decision.problems.map(p => p.message).join(' '));
    }
    return decision.session.id;
  }

  /** Waits until a session is in a phase. */
  async phase(
    { store }: Replica,
    id: string,
    phase: SessionRecord['phase'],
  ): Promise<SessionRecord> {
    let session: SessionRecord | undefined;
    await until(async () => {
      session = await store.get(id);
      return session?.phase === phase;
    });
    if (!session) {
      throw new Error(`There is no session ${id}`);
    }
    return session;
  }

  /** Waits, and lets time pass meanwhile, until people were told so many things. */
  async told(count: number): Promise<void> {
    await until(() => {
      if (this.chat.posts.length < count) {
        this.clock.advance(1000);
      }
      return this.chat.posts.length >= count;
    });
  }

  private addArchiving(extensions: Extensions): void {
    const { readFrom } = this;
    extensions.setAuditLogSource({
      id: 'log',
      async *read({ from }) {
        readFrom.push(from);
        yield { at: from, id: '1', raw: '{"auditID":"1"}' };
        return { query: 'all', truncated: false, caveats: [] };
      },
    });
    extensions.setArchiveStore({
      id: 'folder',
      store: async file => {
        this.beforeArchive();
        const count = this.archives.get(file.fileName) ?? 0;
        this.archives.set(file.fileName, count + 1);
        return { locator: file.fileName };
      },
      open: () => Promise.reject(new Error('not asked for')),
    });
  }
}
