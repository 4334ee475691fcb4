import { createHmac } from 'node:crypto';
import { erin, startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const now = () => Math.floor(Date.now() / 1000);

describe('requests that claim to be from Slack', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      slackConfig: { teamId: 'T0SANDBOX01', appId: 'A0SANDBOX01' },
    });
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    portal.refusals.length = 0;
    portal.slack.calls.length = 0;
  });

  const run = (overrides: Parameters<Portal['slack']['runCommand']>[3]) =>
    portal.slack.runCommand(erin.slackUserId, '/access', '', overrides);

  function nothingHappened() {
    expect(portal.slack.calls).toEqual([]);
    expect(portal.slack.openModals).toEqual([]);
    expect(portal.desk.requests).toEqual([]);
  }

  it.each([
    ['forged', { signature: `v0=${'0'.repeat(64)}` }, /forged/],
    [
      'signed with another secret',
      { signature: `v0=${createHmac('sha256', 'x').digest('hex')}` },
      /forged/,
    ],
    ['of a longer signature', { signature: `v0=${'0'.repeat(65)}` }, /forged/],
    ['without signature', { signature: '' }, /unsigned/],
    [
      'without a time',
      { headers: { 'x-slack-request-timestamp': '' } },
      /unsigned/,
    ],
    [
      'with a time of their own',
      { headers: { 'x-slack-request-timestamp': String(now()) + 1 } },
      /forged/,
    ],
    ['older than five minutes', { timestamp: now() - 310 }, /stale/],
    ['more than five minutes ahead', { timestamp: now() + 310 }, /stale/],
    [
      'with a wrong token of a portal user',
      { signature: 'v0=0', headers: { authorization: 'Bearer x' } },
      /forged/,
    ],
  ])('refuses those that are %s', async (_, overrides, reason) => {
    const answer = await run(overrides);
    expect(answer.status).toBe(401);
    nothingHappened();
    expect(portal.refusals).toEqual([expect.stringMatching(reason)]);
  });

  it('accepts each request once', async () => {
    const first = await run({ timestamp: now() - 200 });
    expect(first.status).toBe(200);
    const modal = await portal.slack.waitFor(() =>
      portal.slack.openModals.find(({ view }) => view.submit),
    );
    await portal.slack.closeModal(modal.viewId);
    portal.slack.calls.length = 0;

    const second = await portal.slack.resend(first.request);
    expect(second.status).toBe(401);
    nothingHappened();
    expect(portal.refusals).toEqual([expect.stringMatching(/replayed/)]);
  });

  it('refuses a body of more than 256 KiB before looking at it', async () => {
    const answer = await run({ rawBody: `text=${'x'.repeat(257 * 1024)}` });
    expect(answer.status).toBe(413);
    nothingHappened();
    expect(portal.refusals).toHaveLength(1);
  });

  it('refuses a compressed body', async () => {
    const answer = await run({ headers: { 'content-encoding': 'gzip' } });
    expect(answer.status).toBe(415);
    nothingHappened();
  });

  it.each([
    ['an empty body', ''],
    ['fields missing', 'command=%2Faccess'],
    [
      'a user id that is none',
      'team_id=T0SANDBOX01&user_id=%3C!channel%3E&trigger_id=1&response_url=x&command=x',
    ],
  ])('refuses a command with %s', async (_, rawBody) => {
    const answer = await run({ rawBody });
    expect(answer.status).toBe(400);
    nothingHappened();
  });

  it.each([
    ['another workspace', 'team_id=T0OTHER&api_app_id=A0SANDBOX01'],
    ['another app', 'team_id=T0SANDBOX01&api_app_id=A0OTHER'],
  ])('refuses a command of %s', async (_, ids) => {
    const rest = 'user_id=U0ERIN00002&trigger_id=1&response_url=x&command=x';
    const answer = await run({ rawBody: `${ids}&${rest}` });
    expect(answer.status).toBe(401);
    nothingHappened();
  });

  it.each([
    ['no payload', 'x=1'],
    ['a payload that is not JSON', 'payload=%7B'],
    [
      'a payload without a user',
      'payload=%7B%22type%22%3A%22view_submission%22%7D',
    ],
  ])('refuses an interaction with %s', async (_, rawBody) => {
    const { url } = (await run({ signature: 'v0=1' })).request;
    portal.refusals.length = 0;
    const timestamp = String(now());
    const signature = createHmac('sha256', 'signing-secret')
      .update(`v0:${timestamp}:${rawBody}`)
      .digest('hex');
    const answer = await portal.slack.resend({
      url: url.replace('commands', 'interactions'),
      headers: {
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body: rawBody,
    });
    expect(answer.status).toBe(400);
    nothingHappened();
    expect(portal.refusals).toHaveLength(1);
  });
});
