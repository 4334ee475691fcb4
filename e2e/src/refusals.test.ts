import type {
  AccessRequest,
  RefusedRequest,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { people, type Sandbox } from '@cluster-self-service/sandbox';
import { createHash } from 'node:crypto';
import { keyOf, messagesAbout } from './support/aftermath';
import type { BackendProcess } from './support/backend';
import { Installation } from './support/installation';
import type { PortalUser } from './support/portal';
import { quick } from './support/quick';
import { until } from './support/until';
import { ClusterWitness } from './support/witness';

jest.setTimeout(60_000);

type OpenModal = Sandbox['slack']['openModals'][number];

const prodEu = 'c-m-7qkx2bzl';
const prodUs = 'c-m-9hw4tdvn';
const stagingEu = 'c-m-4vz8plmj';
const good: AccessRequest = {
  cluster: prodEu,
  role: 'cluster-member',
  durationSeconds: 300,
  reason: 'Look into the failing payments, INC-4711',
};

function slackIdOf(name: string): string {
  const person = people.find(one => one.name === name);
  if (!person) {
    throw new Error(`the sandbox has nobody named ${name}`);
  }
  return person.slackUserId;
}

/** Where the form has the roles of a cluster. */
function roleBlock(cluster: string): string {
  const hash = createHash('sha256').update(cluster).digest('hex');
  return `role-${hash.slice(0, 16)}`;
}

describe('what must not pass', () => {
  let installation: Installation;
  let witness: ClusterWitness;
  let backend: BackendProcess;
  let dana: PortalUser;
  let erin: PortalUser;
  let adam: PortalUser;
  let petra: PortalUser;
  let uma: PortalUser;

  beforeAll(async () => {
    installation = await Installation.create();
    witness = new ClusterWitness(installation.kubernetes);
    backend = await installation.startBackend({ overrides: quick });
    [dana, erin, adam, petra, uma] = await Promise.all(
      ['dana', 'erin', 'adam', 'petra', 'uma'].map(name =>
        installation.signIn(backend, name),
      ),
    );
    await until('requests are taken', async () => {
      const answer = await erin.call('/options');
      return answer.ok;
    });
  });
  afterAll(async () => {
    await installation?.destroy();
  });

  /** All that a request could have changed. */
  async function traces() {
    const { slack } = installation.sandbox;
    return {
      sessions: (await uma.sessions('all')).items.map(({ id }) => id),
      bindings: witness.open(),
      messages: slack.messages('cluster-access').map(keyOf),
      modals: slack.openModals.map(({ viewId }) => viewId),
    };
  }

  async function end(id: string): Promise<void> {
    await erin.end(id);
    await until('the session is archived', async () => {
      const { session } = await uma.session(id);
      return session.phase === 'archived';
    });
  }

  describe('from Slack', () => {
    const user = slackIdOf('erin');

    /** Types the command and waits for the form. */
    async function openForm(wish: string): Promise<OpenModal> {
      const { slack } = installation.sandbox;
      const before = new Set(slack.openModals.map(({ viewId }) => viewId));
      const answer = await slack.runCommand(user, '/access', wish);
      expect(answer).toMatchObject({ status: 200 });
      return until('the form is shown', () =>
        slack.openModals.find(
          ({ viewId, view }) =>
            !before.has(viewId) && JSON.stringify(view).includes('"reason"'),
        ),
      );
    }

    const filled = (change: Record<string, string> = {}) => ({
      role: good.role,
      duration: '3',
      reason: good.reason,
      ...change,
    });

    it.each([
      ['forged', () => ({ signature: `v0=${'0'.repeat(64)}` })],
      ['of another version', () => ({ signature: 'v1=abc' })],
      ['stale', () => ({ timestamp: Math.floor(Date.now() / 1000) - 600 })],
      [
        'from the future',
        () => ({ timestamp: Math.floor(Date.now() / 1000) + 600 }),
      ],
    ])('a %s command is refused, and nothing changes', async (_, overrides) => {
      const before = await traces();
      const answer = await installation.sandbox.slack.runCommand(
        user,
        '/access',
        'prod-eu',
        overrides(),
      );
      expect(answer.status).toBe(401);
      expect(await traces()).toEqual(before);
    });

    it('a forged submission of the form is refused, and nothing changes', async () => {
      const { slack } = installation.sandbox;
      const { viewId } = await openForm('prod-eu');
      const before = await traces();
      const answer = await slack.submitModal(viewId, filled(), {
        signature: `v0=${'0'.repeat(64)}`,
      });
      expect(answer?.status).toBe(401);
      expect(await traces()).toEqual(before);
      await slack.closeModal(viewId);
    });

    it('what is outside the policies is refused at its field, with what is possible', async () => {
      const { slack } = installation.sandbox;
      const { viewId } = await openForm('prod-eu');
      const sent = await slack.submitModal(viewId, filled(), {
        signature: 'v0=none',
      });
      const form = new URLSearchParams(sent?.request.body);
      const before = await traces();
      /** Submits what the form does not offer, with Slack's signature. */
      const submit = async (...changes: Array<[from: string, to: string]>) => {
        const payload = changes.reduce((text, [from, to]) => {
          expect(text).toContain(from);
          return text.replaceAll(from, to);
        }, form.get('payload') ?? '');
        const answer = await slack.submitModal(viewId, filled(), {
          rawBody: new URLSearchParams({ payload }).toString(),
        });
        expect(answer?.status).toBe(200);
        return answer?.body;
      };
      expect(await submit(['"cluster-member"', '"cluster-owner"'])).toContain(
        'You may ask for Cluster Member and Cluster Viewer on prod-eu.',
      );
      expect(await submit(['"value":"3"', '"value":"20000"'])).toContain(
        'The longest is 4 hours for Cluster Member on prod-eu.',
      );
      expect(await submit([good.reason, 'hm'])).toContain(
        'Say why you need it',
      );
      expect(
        await submit(
          [prodEu, stagingEu],
          [roleBlock(prodEu), roleBlock(stagingEu)],
        ),
      ).toContain('You may ask for access to prod-eu and prod-us.');
      expect(await traces()).toEqual(before);
      await slack.closeModal(viewId);
    });

    it('who may ask for nothing is told so', async () => {
      const { slack } = installation.sandbox;
      await slack.runCommand(slackIdOf('dana'), '/access');
      const modal = await until('it is said', () =>
        slack.openModals.find(
          ({ userId, view }) =>
            userId === slackIdOf('dana') &&
            !JSON.stringify(view).includes('One moment'),
        ),
      );
      expect(JSON.stringify(modal.view)).toContain(
        'No access policy covers your groups. Ask the platform team which group you need.',
      );
    });

    it('a good one is granted and announced; replayed it is refused', async () => {
      const { sandbox } = installation;
      const { slack } = sandbox;
      const { viewId } = await openForm('prod-eu');
      const known = (await traces()).sessions;
      const answer = await slack.submitModal(viewId, filled());
      expect(answer).toMatchObject({ status: 200 });
      const id = await until('it is taken', async () =>
        (await traces()).sessions.find(session => !known.includes(session)),
      );
      const note = await until('the archive is announced', () =>
        messagesAbout(sandbox, id).find(one =>
          keyOf(one).endsWith('/archived'),
        ),
      );
      const [started, ended] = messagesAbout(sandbox, id);
      expect(started.text).toContain(`<@${user}> has *cluster-member*`);
      expect(started.text).toContain(good.reason);
      expect(ended.text).toContain('Its time is over.');
      expect([started, ended, note].map(({ threadTs }) => threadTs)).toEqual([
        undefined,
        started.ts,
        started.ts,
      ]);
      expect((await uma.session(id)).session).toMatchObject({
        origin: 'slack',
        holder: 'user:default/erin',
        endReason: 'expired',
      });
      expect(witness.bindingsOf(id)).toHaveLength(1);
      expect(slack.ephemerals(user).map(({ text }) => text)).toContainEqual(
        expect.stringContaining('Your request was taken'),
      );

      const before = await traces();
      const sent = answer?.request;
      if (!sent) {
        throw new Error('Slack sent nothing');
      }
      expect(await slack.resend(sent)).toMatchObject({ status: 401 });
      const longer = sent.body.replace('INC-4711', 'INC-4712');
      expect(longer).not.toBe(sent.body);
      expect(await slack.resend({ ...sent, body: longer })).toMatchObject({
        status: 401,
      });
      expect(await traces()).toEqual(before);

      // A restart makes nothing new of what is old.
      await backend.kill();
      backend = await installation.startBackend({ overrides: quick });
      expect(await slack.resend(sent)).toMatchObject({ status: 401 });
      expect(await traces()).toEqual(before);
    });
  });

  describe('from the portal', () => {
    it.each([
      {
        field: 'cluster',
        change: { cluster: stagingEu },
        message: /You may ask for access to prod-eu and prod-us\./,
      },
      {
        field: 'role',
        change: { role: 'cluster-owner' },
        message:
          /^You may ask for Cluster Member and Cluster Viewer on prod-eu\.$/,
      },
      {
        field: 'duration',
        change: { durationSeconds: 4 * 3600 + 1 },
        message: /^The longest is 4 hours for Cluster Member on prod-eu\.$/,
      },
      {
        field: 'duration',
        change: { durationSeconds: 2 },
        message: /^The shortest is 3 seconds\.$/,
      },
      {
        field: 'reason',
        change: { reason: 'because' },
        message: /^Say why you need it, in at least 10 characters/,
      },
    ])(
      'a request outside the policies is refused: $field, $change',
      async ({ field, change, message }) => {
        const before = await traces();
        const answer = await erin.call('/sessions', {
          method: 'POST',
          body: JSON.stringify({ ...good, ...change }),
        });
        expect(answer.status).toBe(422);
        const { problems }: RefusedRequest = await answer.json();
        expect(problems).toEqual([
          { field, message: expect.stringMatching(message) },
        ]);
        expect(await traces()).toEqual(before);
      },
    );

    it('a request of someone without a policy is refused', async () => {
      const before = await traces();
      await expect(dana.request(good)).rejects.toThrow(
        /^422 [^]*"field": "cluster"[^]*Ask the platform team which group you need/,
      );
      expect(await traces()).toEqual(before);
    });

    it('a request of nobody is refused', async () => {
      const before = await traces();
      for (const authorization of ['', 'Bearer x.y.z']) {
        const answer = await fetch(
          `${backend.url}/api/cluster-access/sessions`,
          {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization },
            body: JSON.stringify(good),
          },
        );
        expect(answer.status).toBe(401);
      }
      expect(await traces()).toEqual(before);
    });
  });

  describe("someone else's session", () => {
    let id: string;

    beforeAll(async () => {
      ({ id } = await erin.request({ ...good, cluster: prodUs }));
      await until('it is active', async () => {
        const { session } = await uma.session(id);
        return session.phase === 'active';
      });
    });

    it('is as one that is not there, for who may not see it', async () => {
      const answers = [
        await dana.call(`/sessions/${id}`),
        await dana.call(`/sessions/${id}/end`, { method: 'POST' }),
        await dana.call(`/sessions/${id}/archive`),
        await dana.call('/sessions/no-such-session'),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      for (const scope of ['mine', 'active', 'all'] as const) {
        expect((await dana.sessions(scope)).items).toEqual([]);
      }
    });

    it('is not ended by who may only see it', async () => {
      expect((await uma.session(id)).allowed.end).toBe(false);
      const answer = await uma.call(`/sessions/${id}/end`, { method: 'POST' });
      expect(answer.status).toBe(403);
      expect((await uma.session(id)).session.phase).toBe('active');
      expect(witness.goneAt(id)).toBeUndefined();
    });

    it('is taken back by a platform engineer, and its archive goes to those who may read archives', async () => {
      await petra.end(id);
      const { archive } = await until('it is archived', async () => {
        const { session } = await uma.session(id);
        return session.phase === 'archived' && session;
      });
      const { session, timeline } = await erin.session(id);
      expect(session).toMatchObject({
        endReason: 'revoked',
        endedBy: 'user:default/petra',
      });
      expect(timeline).toContainEqual(
        expect.objectContaining({
          type: 'revocation-asked',
          actor: 'user:default/petra',
        }),
      );
      expect(witness.goneAt(id)).toBeDefined();
      const ended = messagesAbout(installation.sandbox, id)[1];
      expect(ended.text).toContain(
        `It was revoked by <@${slackIdOf('petra')}>.`,
      );

      const downloads = await Promise.all(
        [uma, petra, erin, adam, dana].map(person =>
          person.call(`/sessions/${id}/archive`),
        ),
      );
      expect(downloads.map(({ status }) => status)).toEqual([
        200, 200, 200, 403, 404,
      ]);
      const bytes = Buffer.from(await downloads[0].arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(
        archive?.sha256,
      );
    });
  });

  it('a session that is given back says so, once, however often it is ended', async () => {
    const { id } = await erin.request(good);
    await until('it has a binding', () => witness.bindingsOf(id).length === 1);
    await Promise.all([erin.end(id), erin.end(id)]);
    await end(id);
    const { session, timeline } = await erin.session(id);
    expect(session).toMatchObject({
      endReason: 'released',
      endedBy: 'user:default/erin',
    });
    expect(
      timeline.filter(({ type }) => type === 'release-asked'),
    ).toHaveLength(1);
  });
});
