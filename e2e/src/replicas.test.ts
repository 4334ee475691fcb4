import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { freePort } from '@cluster-self-service/sandbox';
import { randomUUID } from 'node:crypto';
import { expectUneventful, keyOf } from './support/aftermath';
import type { BackendProcess } from './support/backend';
import { Installation } from './support/installation';
import type { PortalUser } from './support/portal';
import { Databases, describeWithPostgres } from './support/postgres';
import { leaseMs, quick } from './support/quick';
import { until } from './support/until';
import { ClusterWitness } from './support/witness';

jest.setTimeout(120_000);

const prodEu = 'c-m-7qkx2bzl';
const prodUs = 'c-m-9hw4tdvn';
const roles = ['cluster-member', 'cluster-viewer'];
const reason = 'See that two replicas act as one, INC-4711';

describeWithPostgres('two replicas on one database', () => {
  const databases = new Databases();
  const overrides = { ...quick, ...databases.overrides };
  let installation: Installation;
  let witness: ClusterWitness;
  let replicas: BackendProcess[];
  let erin: PortalUser;
  let petra: PortalUser;
  let uma: PortalUser;

  beforeAll(async () => {
    installation = await Installation.create();
    witness = new ClusterWitness(installation.kubernetes);
    // One after the other: the first one makes the databases.
    replicas = [await installation.startBackend({ overrides })];
    replicas.push(
      await installation.startBackend({ overrides, port: await freePort() }),
    );
    [erin, petra, uma] = await Promise.all(
      ['erin', 'petra', 'uma'].map(name =>
        installation.signIn(replicas[0], name),
      ),
    );
    await bothRead();
  });
  afterAll(async () => {
    await installation?.destroy();
    await databases.drop();
  });

  async function healthOf({ url }: BackendProcess): Promise<{
    leader: boolean;
    clustersRead: boolean;
  }> {
    return (await uma.at(url).call('/health')).json();
  }

  /** The one that leads and the one that does not, once both have read the clusters. */
  async function bothRead(): Promise<{
    leader: BackendProcess;
    other: BackendProcess;
  }> {
    return until('one of two replicas leads', async () => {
      const [a, b] = await Promise.all(replicas.map(healthOf));
      if (!a.clustersRead || !b.clustersRead || a.leader === b.leader) {
        return undefined;
      }
      return a.leader
        ? { leader: replicas[0], other: replicas[1] }
        : { leader: replicas[1], other: replicas[0] };
    });
  }

  const world = (at: BackendProcess) => ({
    sandbox: installation.sandbox,
    witness,
    auditor: uma.at(at.url),
  });

  /** Four sessions of two people on two clusters, asked for at one replica. */
  async function fourSessions(
    at: BackendProcess,
    durationSeconds: number,
  ): Promise<AccessSession[]> {
    return Promise.all(
      [erin, petra].flatMap(person =>
        [prodEu, prodUs].map(cluster =>
          person
            .at(at.url)
            .request({ cluster, role: roles[0], durationSeconds, reason }),
        ),
      ),
    );
  }

  async function untilActive(
    at: BackendProcess,
    sessions: AccessSession[],
  ): Promise<void> {
    await until('all are active', async () => {
      const all = await Promise.all(
        sessions.map(({ id }) => uma.at(at.url).session(id)),
      );
      return all.every(({ session }) => session.phase === 'active');
    });
  }

  /** Waits until another one leads; answers with how long that took, in milliseconds. */
  async function takeover(before: string): Promise<number> {
    const since = Date.now();
    await until(
      'another replica leads',
      () => !['', before].includes(witness.leader),
      leaseMs + 10_000,
    );
    return Date.now() - since;
  }

  it('grants promptly what is asked for at the one that does not lead', async () => {
    const { other } = await bothRead();
    const sessions = await fourSessions(other, 3);
    await until(
      'all have a binding',
      () => sessions.every(({ id }) => witness.bindingsOf(id).length > 0),
      3000,
    );
    await expectUneventful(world(other), sessions);
    expect(witness.open()).toEqual([]);
  });

  it('takes the same request at both as one', async () => {
    const key = randomUUID();
    const wish = {
      cluster: prodEu,
      role: roles[0],
      durationSeconds: 3,
      reason,
    };
    const answers = await Promise.all(
      [...replicas, ...replicas].map(({ url }) =>
        erin.at(url).request(wish, key),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expectUneventful(world(replicas[0]), answers.slice(0, 1));
  });

  it('makes one binding a person, role and cluster, whoever is asked', async () => {
    const before = witness.changes.length;
    const wishes = [erin, petra].flatMap(person =>
      [prodEu, prodUs].flatMap(cluster =>
        roles.map(role => ({ person, cluster, role })),
      ),
    );
    const sessions = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const { person, cluster, role } = wishes[index % wishes.length];
        return person.at(replicas[index % 2].url).request({
          cluster,
          role,
          durationSeconds: 5 + (index % 3),
          reason,
        });
      }),
    );
    await expectUneventful(world(replicas[0]), sessions);
    const made = witness.changes
      .slice(before)
      .filter(({ type }) => type === 'ADDED')
      .map(({ target }) => target);
    expect(made).toHaveLength(wishes.length);
    expect(new Set(made).size).toBe(wishes.length);
  });

  describe('when the leader stands still', () => {
    it.each([
      {
        moment: 'while sessions are active',
        durationSeconds: 5,
        freeze: async (
          leader: BackendProcess,
          asking: Promise<AccessSession[]>,
        ) => {
          await untilActive(leader, await asking);
          leader.freeze();
        },
      },
      {
        moment: 'while it writes bindings',
        durationSeconds: 8,
        freeze: (leader: BackendProcess) =>
          new Promise<void>(resolve => {
            const end = witness.onBinding(({ type }) => {
              if (type === 'ADDED') {
                leader.freeze();
                end();
                resolve();
              }
            });
          }),
      },
      {
        moment: 'while it tells people',
        durationSeconds: 5,
        freeze: async (leader: BackendProcess) => {
          const { slack } = installation.sandbox;
          const known = slack.messages('cluster-access').length;
          await slack.waitFor(() => {
            const [first] = slack.messages('cluster-access').slice(known);
            // Here and now: the answer to the backend is written after this.
            return first && { frozen: leader.freeze(), key: keyOf(first) };
          }, 30_000);
        },
      },
    ])(
      'the other one takes over $moment, and it does nothing more when it goes on',
      async ({ durationSeconds, freeze }) => {
        const { leader, other } = await bothRead();
        const frozenOne = witness.leader;
        const asking = fourSessions(other, durationSeconds);
        const frozen = freeze(leader, asking);
        const sessions = await asking;
        await frozen;
        try {
          expect(await takeover(frozenOne)).toBeLessThan(leaseMs + 3000);
          await expectUneventful(world(other), sessions);
        } finally {
          leader.thaw();
        }
        const { length } = witness.changes;
        await until('it knows that it does not lead', async () => {
          return !(await healthOf(leader)).leader;
        });

        // What is asked for now is granted by the other one, and nothing of what is past is done again.
        const next = await erin.at(leader.url).request({
          cluster: prodEu,
          role: roles[1],
          durationSeconds: 3,
          reason,
        });
        await expectUneventful(world(leader), [next]);
        expect(
          witness.changes
            .slice(length)
            .flatMap(change => change.sessions)
            .filter(id => id !== next.id),
        ).toEqual([]);
        await expectUneventful(world(leader), sessions);
        expect(witness.leader).not.toBe(frozenOne);
      },
    );
  });

  it('goes on when the leader is killed while sessions are active', async () => {
    const { leader, other } = await bothRead();
    const sessions = await fourSessions(leader, 5);
    await untilActive(leader, sessions);
    const killedOne = witness.leader;
    await leader.kill();
    expect(await takeover(killedOne)).toBeLessThan(leaseMs + 3000);
    await expectUneventful(world(other), sessions);
  });
});
