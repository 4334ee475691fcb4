import { LogLevel, WebClient } from '@slack/web-api';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { people } from '../people';
import { startSlack } from './startSlack';
import type { SlackPeer } from './types';

jest.setTimeout(20_000);

const secrets = { botToken: 'xoxb-token', signingSecret: 'secret' };
const erin = people[1].slackUserId;
const modal = {
  type: 'modal' as const,
  callback_id: 'x',
  title: { type: 'plain_text' as const, text: 'Title' },
  submit: { type: 'plain_text' as const, text: 'Go' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Name' },
      element: {
        type: 'plain_text_input' as const,
        action_id: 'name',
        min_length: 2,
      },
    },
  ],
};

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

describe('what Slack sends to the app', () => {
  let slack: SlackPeer;
  let app: Server;
  let answer: { status: number; body: string; afterMs: number };
  const seen: Array<{ path: string; form: URLSearchParams; genuine: boolean }> =
    [];
  let client: WebClient;

  beforeAll(async () => {
    app = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks).toString();
      const base = `v0:${request.headers['x-slack-request-timestamp']}:${body}`;
      const digest = createHmac('sha256', secrets.signingSecret)
        .update(base)
        .digest('hex');
      seen.push({
        path: request.url ?? '',
        form: new URLSearchParams(body),
        genuine: request.headers['x-slack-signature'] === `v0=${digest}`,
      });
      const { status, body: text, afterMs } = answer;
      setTimeout(() => response.writeHead(status).end(text), afterMs).unref();
    });
    await new Promise<void>(resolve => {
      app.listen(0, '127.0.0.1', () => resolve());
    });
  });
  afterAll(() => {
    app.closeAllConnections();
    app.close();
  });
  beforeEach(async () => {
    seen.length = 0;
    answer = { status: 200, body: '', afterMs: 0 };
    const address = app.address();
    const url = `http://127.0.0.1:${
      typeof address === 'object' ? address?.port : ''
    }`;
    slack = await startSlack({
      people,
      ...secrets,
      commandUrl: `${url}/commands`,
      interactionsUrl: `${url}/interactions`,
      responseTimeoutMs: 200,
    });
    client = new WebClient(secrets.botToken, {
      slackApiUrl: slack.apiUrl,
      logger: quiet,
    });
  });
  afterEach(() => slack.stop());

  async function open(view = modal) {
    await slack.runCommand(erin, '/access');
    const trigger = seen[seen.length - 1].form.get('trigger_id') ?? '';
    const opened = await client.views.open({ trigger_id: trigger, view });
    return { viewId: opened.view?.id ?? '', trigger };
  }
  const payload = () =>
    JSON.parse(seen[seen.length - 1].form.get('payload') ?? '{}');

  it('signs a slash command and shows the answer to the one who typed it', async () => {
    answer.body = JSON.stringify({ text: 'hello' });
    await slack.runCommand(erin, '/access', 'prod');
    expect(seen).toMatchObject([{ path: '/commands', genuine: true }]);
    expect(Object.fromEntries(seen[0].form)).toMatchObject({
      command: '/access',
      text: 'prod',
      user_id: erin,
      channel_name: 'cluster-access',
    });
    expect(slack.ephemerals(erin)).toMatchObject([
      { from: 'app', text: 'hello' },
    ]);
    expect(slack.ephemerals(people[0].slackUserId)).toEqual([]);
  });

  it.each([
    ['operation_timeout', { status: 200, body: '', afterMs: 1_000 }],
    ['dispatch_failed', { status: 500, body: '', afterMs: 0 }],
  ])('shows %s', async (failure, given) => {
    answer = given;
    expect(await slack.runCommand(erin, '/access')).toMatchObject({ failure });
    expect(slack.ephemerals(erin)).toMatchObject([
      { from: 'slackbot', text: `/access failed with the error "${failure}"` },
    ]);
  });

  it('takes five late answers at a response URL', async () => {
    await slack.runCommand(erin, '/access');
    const url = seen[0].form.get('response_url') ?? '';
    const statuses = [];
    for (let index = 0; index < 6; index += 1) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: '{"text":"later"}',
      });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.ephemerals(erin)).toHaveLength(5);
  });

  it('opens one modal a trigger', async () => {
    const { trigger } = await open();
    await expect(
      client.views.open({ trigger_id: trigger, view: modal }),
    ).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
  });

  it('sends nothing while something required is missing', async () => {
    const { viewId } = await open();
    seen.length = 0;
    await slack.submitModal(viewId, {});
    expect(slack.openModals[0].errors).toEqual({
      name: 'Please complete this required field.',
    });
    await slack.submitModal(viewId, { name: 'x' });
    expect(slack.openModals[0].errors).toEqual({
      name: 'Please enter at least 2 characters.',
    });
    expect(seen).toEqual([]);
  });

  it('submits, and closes on an empty answer', async () => {
    const { viewId } = await open();
    await slack.submitModal(viewId, { name: 'Erin' });
    expect(seen[1]).toMatchObject({ path: '/interactions', genuine: true });
    expect(payload()).toMatchObject({
      type: 'view_submission',
      user: { id: erin },
      view: {
        id: viewId,
        state: {
          values: {
            name: { name: { type: 'plain_text_input', value: 'Erin' } },
          },
        },
      },
    });
    expect(slack.openModals).toEqual([]);
  });

  it('shows errors, a new view, one on top, or none', async () => {
    const { viewId } = await open();
    const submit = async (body: object) => {
      answer.body = JSON.stringify(body);
      await slack.submitModal(viewId, { name: 'Erin' });
    };
    await submit({ response_action: 'errors', errors: { name: 'Not you.' } });
    expect(slack.openModals).toMatchObject([{ errors: { name: 'Not you.' } }]);
    await submit({
      response_action: 'errors',
      errors: { nowhere: 'Not you.' },
    });
    expect(slack.openModals[0].error).toMatch(/trouble connecting/);
    await submit({
      response_action: 'update',
      view: { ...modal, callback_id: 'y' },
    });
    expect(slack.openModals).toMatchObject([
      { viewId, view: { callback_id: 'y' } },
    ]);
    await submit({ response_action: 'push', view: modal });
    expect(slack.openModals).toMatchObject([
      { viewId },
      { previousViewId: viewId },
    ]);
    await submit({ response_action: 'clear' });
    expect(slack.openModals).toEqual([]);
  });

  it('keeps what was entered when the app updates the view', async () => {
    const { viewId } = await open();
    answer.body = JSON.stringify({
      response_action: 'errors',
      errors: { name: 'No.' },
    });
    await slack.submitModal(viewId, { name: 'Erin' });
    await client.views.update({ view_id: viewId, view: modal });
    expect(slack.openModals).toMatchObject([
      { values: { name: { name: 'Erin' } }, errors: {} },
    ]);
  });

  it('tells of buttons', async () => {
    const posted = await client.chat.postMessage({
      channel: 'cluster-access',
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'end',
              value: 's-1',
              text: { type: 'plain_text', text: 'End' },
            },
          ],
        },
      ],
    });
    await slack.pressButton(erin, 'cluster-access', posted.ts ?? '', 'end');
    expect(payload()).toMatchObject({
      type: 'block_actions',
      user: { id: erin },
      container: { type: 'message', message_ts: posted.ts },
      actions: [{ action_id: 'end', value: 's-1', type: 'button' }],
    });
  });
});
