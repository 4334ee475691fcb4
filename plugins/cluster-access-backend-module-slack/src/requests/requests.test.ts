import {
  dana,
  erin,
  options,
  session,
  startPortal,
  user,
} from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';
import { roleBlockId } from './modal';

jest.setTimeout(30_000);

describe('/access in Slack', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    portal.desk.offers = options;
    portal.desk.decide = async () => ({ taken: true, session });
    portal.desk.requests.length = 0;
  });

  const shown = (viewId: string) =>
    portal.slack.openModals.filter(modal => modal.viewId === viewId)[0];
  const text = (view: unknown) => JSON.stringify(view);
  const formOf = (userId: string) =>
    portal.slack.waitFor(() =>
      portal.slack.openModals.find(
        modal => modal.userId === userId && modal.view.submit,
      ),
    );

  async function openForm(command = '') {
    const answer = await portal.slack.runCommand(
      erin.slackUserId,
      '/access',
      command,
    );
    expect(answer).toMatchObject({ status: 200, body: '' });
    return formOf(erin.slackUserId);
  }

  async function openFormWithRoles() {
    const { viewId } = await openForm();
    await portal.slack.actInModal(viewId, 'cluster', 'c-m-prod');
    await portal.slack.waitFor(() =>
      portal.slack.openModals.find(one =>
        text(one.view).includes(roleBlockId('c-m-prod')),
      ),
    );
    return viewId;
  }

  const complete = {
    [roleBlockId('c-m-prod')]: 'read-only',
    duration: '3600',
    reason: 'INC-42: pods are stuck',
  };

  it('takes a person from the command to a request at the desk', async () => {
    const viewId = await openFormWithRoles();
    const answer = await portal.slack.submitModal(viewId, complete);

    expect(answer?.status).toBe(200);
    expect(portal.desk.requests).toEqual([
      {
        requester: 'user:default/erin',
        request: {
          cluster: 'c-m-prod',
          role: 'read-only',
          durationSeconds: 3600,
          reason: 'INC-42: pods are stuck',
        },
        origin: 'slack',
        idempotencyKey: viewId,
      },
    ]);
    const link = `https://portal.example.com/cluster-access/sessions/${session.id}`;
    expect(text(shown(viewId).view)).toContain(link);
    const confirmed = await portal.slack.waitFor(
      () => portal.slack.ephemerals(erin.slackUserId)[0],
    );
    expect(confirmed.text).toContain(link);
    expect(confirmed.text).toContain('*prod-eu*');
  });

  it('offers the roles of the cluster that was chosen, and carries none over to another', async () => {
    const viewId = await openFormWithRoles();
    await portal.slack.actInModal(viewId, 'cluster', 'c-m-test');
    const modal = await portal.slack.waitFor(() =>
      portal.slack.openModals.find(one =>
        text(one.view).includes(roleBlockId('c-m-test')),
      ),
    );
    expect(text(modal.view)).not.toContain('read-only');
    expect(modal.values).toMatchObject({ cluster: { cluster: 'c-m-test' } });
  });

  it('begins with the cluster named after the command', async () => {
    const modal = await openForm('PROD-EU');
    expect(modal.values).toMatchObject({ cluster: { cluster: 'c-m-prod' } });
    expect(text(modal.view)).toContain(roleBlockId('c-m-prod'));
  });

  it.each([
    ['requester', 'cluster'],
    ['cluster', 'cluster'],
    ['role', roleBlockId('c-m-prod')],
    ['duration', 'duration'],
    ['reason', 'reason'],
  ] as const)(
    'shows what is wrong with the %s where it was entered',
    async (field, block) => {
      portal.desk.decide = async () => ({
        taken: false,
        problems: [{ field, message: 'Not like this.' }],
      });
      const viewId = await openFormWithRoles();
      await portal.slack.submitModal(viewId, complete);
      expect(portal.slack.openModals).toMatchObject([
        { viewId, errors: { [block]: 'Not like this.' }, error: undefined },
      ]);
    },
  );

  it('asks the desk nothing while the role is of another cluster', async () => {
    const { viewId } = await openForm();
    await portal.slack.submitModal(
      viewId,
      { cluster: 'c-m-test', reason: 'INC-42: pods are stuck' },
      { skipClientChecks: true },
    );
    expect(shown(viewId).errors).toHaveProperty('cluster');
    expect(portal.desk.requests).toEqual([]);
  });

  it('tells a person who may ask for nothing why that is so', async () => {
    portal.desk.offers = {
      ...options,
      options: [],
      problems: [
        {
          field: 'requester',
          message: 'You are in no group that may ask. Join on-call.',
        },
      ],
    };
    await portal.slack.runCommand(dana.slackUserId, '/access');
    const modal = await portal.slack.waitFor(() =>
      portal.slack.openModals.find(({ view }) =>
        text(view).includes('Join on-call.'),
      ),
    );
    expect(modal.view.submit).toBeUndefined();
  });

  it('answers in time when the desk does not, and tells the outcome later', async () => {
    let decide: () => void = () => undefined;
    portal.desk.decide = () =>
      new Promise(resolve => {
        decide = () => resolve({ taken: true, session });
      });
    const viewId = await openFormWithRoles();
    const answer = await portal.slack.submitModal(viewId, complete);
    expect(answer?.status).toBe(200);
    expect(text(shown(viewId).view)).toContain('on its way');
    decide();
    await portal.slack.waitFor(() =>
      portal.slack.openModals.find(({ view }) =>
        text(view).includes('was taken'),
      ),
    );
  });

  it('keeps the form and says so when the desk fails', async () => {
    portal.desk.decide = async () => {
      throw new Error('database password is hunter2');
    };
    const viewId = await openFormWithRoles();
    await portal.slack.submitModal(viewId, complete);
    expect(shown(viewId).errors.cluster).toMatch(/Try again in a minute/);
  });

  it('says so when it cannot be looked up what a person may ask for', async () => {
    portal.slack.faults.switchOn('server-error:users.info', { times: 1 });
    await portal.slack.runCommand('U0UMA000005', '/access');
    const modal = await portal.slack.waitFor(() =>
      portal.slack.openModals.find(({ view }) =>
        text(view).includes('Try again in a minute'),
      ),
    );
    expect(modal.userId).toBe('U0UMA000005');
  });

  it('says so when Slack does not let the form open', async () => {
    portal.slack.faults.switchOn('server-error:views.open', { times: 1 });
    const answer = await portal.slack.runCommand(erin.slackUserId, '/access');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/Type \/access again/);
  });

  it('leaves other interactions alone', async () => {
    const viewId = await openFormWithRoles();
    await portal.slack.closeModal(viewId);
    expect(portal.desk.requests).toEqual([]);
  });
});

describe('who asks', () => {
  it.each([
    ['nobody in the catalog has the address', [], /knows nobody/],
    [
      'two people in the catalog have the address',
      [user('erin', 'erin@example.com'), user('erin2', 'Erin@Example.com')],
      /knows several people/,
    ],
  ])('refuses when %s', async (_, entities, message) => {
    const portal = await startPortal({ entities });
    try {
      await portal.slack.runCommand(erin.slackUserId, '/access');
      const modal = await portal.slack.waitFor(() =>
        portal.slack.openModals.find(({ view }) =>
          message.test(JSON.stringify(view)),
        ),
      );
      expect(modal.view.submit).toBeUndefined();
    } finally {
      await portal.stop();
    }
  });

  it('finds a person whose address is written in another case', async () => {
    const portal = await startPortal({
      entities: [user('e.engineer', 'ERIN@example.com')],
    });
    try {
      await portal.slack.runCommand(erin.slackUserId, '/access', 'test');
      const modal = await portal.slack.waitFor(() =>
        portal.slack.openModals.find(({ view }) => view.submit),
      );
      await portal.slack.submitModal(modal.viewId, {
        reason: 'INC-42: pods are stuck',
      });
      expect(portal.desk.requests).toMatchObject([
        { requester: 'user:default/e.engineer' },
      ]);
    } finally {
      await portal.stop();
    }
  });
});
