import type {
  AccessRequest,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import {
  aftermathOf,
  expectUneventful,
  keyOf,
  uneventful,
} from './support/aftermath';
import type { BackendProcess } from './support/backend';
import { Installation } from './support/installation';
import type { PortalUser } from './support/portal';
import { leaseMs, promptlyMs, quick } from './support/quick';
import { seeded } from './support/seeded';
import { until } from './support/until';
import { ClusterWitness, type BindingChange } from './support/witness';

jest.setTimeout(120_000);

const prodEu = 'c-m-7qkx2bzl';
const prodUs = 'c-m-9hw4tdvn';
const rounds = 6;
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

/** Someone's request, asked again with the same key for as long as there is no answer. */
class Wish {
  readonly #key = randomUUID();
  readonly #answers = new Set<string>();

  constructor(
    private readonly person: PortalUser,
    private readonly request: Omit<AccessRequest, 'reason'>,
  ) {}

  async ask(): Promise<AccessSession> {
    const reason = 'See what survives a crash, INC-4711';
    const session = await this.person.request(
      { ...this.request, reason },
      this.#key,
    );
    this.#answers.add(session.id);
    return session;
  }

  /** Its session, which is the same however often it was asked for. */
  async session(): Promise<AccessSession> {
    const session = await until('the request is answered', () => this.ask());
    if (this.#answers.size > 1) {
      throw new Error(`one request became ${[...this.#answers]}`);
    }
    return session;
  }
}

describe('killing the backend loses nothing', () => {
  let installation: Installation;
  let witness: ClusterWitness;
  let backend: BackendProcess;
  let erin: PortalUser;
  let petra: PortalUser;
  let uma: PortalUser;

  beforeAll(async () => {
    installation = await Installation.create();
    witness = new ClusterWitness(installation.kubernetes);
    backend = await installation.startBackend({ overrides: quick });
    await signIn();
  });
  afterAll(async () => {
    await installation?.destroy();
  });

  const world = () => ({
    sandbox: installation.sandbox,
    witness,
    auditor: uma,
  });

  async function signIn(): Promise<void> {
    [erin, petra, uma] = await Promise.all(
      ['erin', 'petra', 'uma'].map(name => installation.signIn(backend, name)),
    );
  }

  /** Starts the backend again; the lease of the one that was killed must run out first. */
  async function restart(): Promise<void> {
    const before = witness.leads.length;
    backend = await installation.startBackend({ overrides: quick });
    await until(
      'the new backend leads',
      () => witness.leads.length > before,
      leaseMs + 5000,
    );
  }

  /** Several people on several clusters; two of the sessions share a binding. */
  function wishes(durationSeconds: number): Wish[] {
    const role = 'cluster-member';
    return [
      new Wish(erin, { cluster: prodEu, role, durationSeconds }),
      new Wish(erin, {
        cluster: prodUs,
        role: 'cluster-viewer',
        durationSeconds,
      }),
      new Wish(petra, { cluster: prodEu, role, durationSeconds }),
      new Wish(petra, {
        cluster: prodEu,
        role,
        durationSeconds: durationSeconds + 1,
      }),
    ];
  }

  /** Whether the channel has heard of all of them. */
  function told(sessions: AccessSession[], kind: string): boolean {
    const keys = installation.sandbox.slack
      .messages('cluster-access')
      .map(keyOf);
    return sessions.every(({ id }) => keys.includes(`${id}/${kind}`));
  }

  /**
   * Nobody was there to set up some of the sessions before their time was over: then nothing of theirs was ever in the
   * cluster, nobody was told, and they say so. All others went as if nothing had happened.
   */
  async function expectNothingLost(sessions: AccessSession[]): Promise<void> {
    const granted: AccessSession[] = [];
    for (const session of sessions) {
      const { id } = session;
      const { phase, messages, archives } = await aftermathOf(
        installation.sandbox,
        uma,
        id,
      );
      if (phase === 'failed') {
        expect(witness.bindingsOf(id)).toEqual([]);
        expect({ messages, archives }).toEqual({ messages: [], archives: 0 });
      } else {
        granted.push(session);
      }
    }
    expect(granted).not.toEqual([]);
    await expectUneventful(world(), granted);
  }

  /** Kills with the first change of a binding of this kind. */
  function killAtBinding(
    isIt: (change: BindingChange) => boolean,
  ): Promise<void> {
    return new Promise(resolve => {
      const end = witness.onBinding(change => {
        if (isIt(change)) {
          end();
          resolve(backend.kill());
        }
      });
    });
  }

  /** Kills as soon as a message of this kind is in the channel, before Slack has said so. */
  async function killAtMessage(kind: string): Promise<void> {
    const { slack } = installation.sandbox;
    const known = slack.messages('cluster-access').length;
    await slack.waitFor(() => {
      const news = slack.messages('cluster-access').slice(known);
      const isThere = news.some(one => keyOf(one).endsWith(`/${kind}`));
      // Here and now: the answer to the backend is written after this.
      return isThere ? { ended: backend.kill() } : undefined;
    }, 60_000);
    await backend.kill();
  }

  function killAtArchive(): Promise<void> {
    return new Promise(resolve => {
      const watcher = watch(installation.sandbox.archives, (_, name) => {
        if (name?.endsWith('.zip')) {
          watcher.close();
          resolve(backend.kill());
        }
      });
    });
  }

  async function sessionsOf(asked: Wish[]): Promise<AccessSession[]> {
    return Promise.all(asked.map(wish => wish.session()));
  }

  /** Asks, and answers with the sessions as they are once all are active. */
  async function activeSessions(asked: Wish[]): Promise<AccessSession[]> {
    const ids = (await sessionsOf(asked)).map(({ id }) => id);
    return until('all are active', async () => {
      const all = await Promise.all(ids.map(id => uma.session(id)));
      const sessions = all.map(({ session }) => session);
      return sessions.every(({ phase }) => phase === 'active') && sessions;
    });
  }

  it.each([
    {
      moment: 'as soon as a request is answered',
      // Long enough to be there when the backend is up again.
      durationSeconds: 12,
      kill: async (asked: Wish[]) => {
        await asked[0].session();
        await backend.kill();
      },
    },
    {
      moment: 'when the binding is written and the answer is not',
      durationSeconds: 4,
      kill: () => killAtBinding(({ type }) => type === 'ADDED'),
    },
    {
      moment: 'when Slack has the start message and has not said so',
      durationSeconds: 4,
      kill: () => killAtMessage('started'),
    },
    {
      moment: 'when Slack took the start message and the connection broke',
      durationSeconds: 4,
      kill: () => {
        installation.sandbox.slack.faults.switchOn('timeout-after-delivery', {
          times: 1,
        });
        return killAtMessage('started');
      },
    },
    {
      moment: 'when the binding is being deleted',
      durationSeconds: 4,
      kill: () =>
        killAtBinding(
          ({ type, isDeleting }) => isDeleting || type === 'DELETED',
        ),
    },
    {
      moment: 'when Slack has the end message and has not said so',
      durationSeconds: 3,
      kill: () => killAtMessage('ended'),
    },
    {
      moment: 'when the archive is in its folder',
      durationSeconds: 3,
      kill: () => killAtArchive(),
    },
    {
      moment: 'when Slack has the note of the archive and has not said so',
      durationSeconds: 3,
      kill: () => killAtMessage('archived'),
    },
  ])('$moment', async ({ durationSeconds, kill }) => {
    const asked = wishes(durationSeconds);
    const killed = kill(asked);
    // Those whose answer was cut off ask again below.
    await Promise.allSettled(asked.map(wish => wish.ask()));
    await killed;
    await restart();
    await expectNothingLost(await sessionsOf(asked));
    expect(witness.open()).toEqual([]);
  });

  it('while sessions are active, until their time is over', async () => {
    const sessions = await activeSessions(wishes(4));
    await backend.kill();
    const ends = sessions.map(({ expiresAt }) => Date.parse(expiresAt ?? ''));
    await until('their time is over', () => Date.now() > Math.max(...ends));
    expect(
      sessions.filter(({ id }) => witness.goneAt(id) !== undefined),
    ).toEqual([]);
    await restart();
    await expectUneventful(world(), sessions);
  });

  it('with the database gone too: the bindings say what must go when', async () => {
    const sessions = await activeSessions(wishes(10));
    await until('all starts are told', () => told(sessions, 'started'));
    await backend.kill();
    await installation.loseDatabase();
    await restart();
    await signIn();
    for (const { id } of sessions) {
      expect(await aftermathOf(installation.sandbox, uma, id)).toEqual({
        ...uneventful,
        steps: [
          'adopted',
          'announced',
          'archive-announced',
          'archived',
          'end-announced',
          'expired',
          'revoked',
        ],
      });
      const { session } = await uma.session(id);
      expect(witness.bindingsOf(id)).toHaveLength(1);
      expect(witness.lateness(session)).toBeLessThan(promptlyMs);
    }
  });

  it('when someone deletes the bindings meanwhile, the sessions are lost', async () => {
    const sessions = await activeSessions(wishes(60).slice(0, 2));
    await until('all starts are told', () => told(sessions, 'started'));
    await backend.kill();
    const type = {
      group: 'management.cattle.io',
      resource: 'clusterroletemplatebindings',
    };
    const { objects } = installation.kubernetes;
    for (const [index, { id, cluster }] of sessions.entries()) {
      const [uid] = witness.bindingsOf(id);
      const name =
        objects.list(type, cluster).find(({ metadata }) => metadata.uid === uid)
          ?.metadata.name ?? '';
      objects.delete(type, name, cluster);
      if (index === 0) {
        // Someone in a hurry takes off what holds it back, too.
        objects.update(type, { name, namespace: cluster }, object => {
          object.metadata.finalizers = [];
        });
      }
    }
    const [gone, going] = sessions;
    expect(witness.goneAt(gone.id)).toBeDefined();
    expect(witness.goneAt(going.id)).toBeUndefined();
    await restart();
    const { sandbox } = installation;
    const lost = { ...uneventful, endReason: 'lost' };
    const steps = uneventful.steps.filter(step => step !== 'expired');
    expect(await aftermathOf(sandbox, uma, gone.id)).toEqual({
      ...lost,
      steps: [...steps.filter(step => step !== 'revoked'), 'lost'].sort(),
    });
    expect(await aftermathOf(sandbox, uma, going.id)).toEqual({
      ...lost,
      steps: [...steps, 'lost'].sort(),
    });
  });

  it(`at random moments (CRASH_SEED=${seed} repeats them)`, async () => {
    const random = seeded(seed);
    const asked: Wish[] = [];
    await backend.kill();
    for (let round = 0; round < rounds; round += 1) {
      backend = installation.launchBackend({ overrides: quick });
      // Every third time while it starts, else when it is at work.
      if (round % 3 < 2) {
        await backend.ready();
        const fresh = wishes(3 + Math.floor(random() * 8));
        asked.push(...fresh);
        void Promise.allSettled(fresh.map(wish => wish.ask()));
      }
      await new Promise(resolve => setTimeout(resolve, random() * 5000));
      await backend.kill();
    }
    await restart();
    const sessions = await sessionsOf(asked);
    await expectNothingLost(sessions);
    expect(witness.open()).toEqual([]);
  });
});
