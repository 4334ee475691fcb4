import { LogLevel, WebClient } from '@slack/web-api';
import { people } from '../people';
import { startSlack } from './startSlack';
import type { SlackPeer } from './types';

jest.setTimeout(20_000);

const secrets = { botToken: 'xoxb-token', signingSecret: 'secret' };
const modal = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'x' },
  blocks: [],
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

describe('the Web API', () => {
  let slack: SlackPeer;
  let client: WebClient;
  let now: Date;

  const clientWith = (token: string) =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quiet,
    });

  beforeEach(async () => {
    now = new Date('2026-11-21T14:00:00Z');
    slack = await startSlack({ people, ...secrets, clock: () => now });
    client = clientWith(secrets.botToken);
  });
  afterEach(() => slack.stop());

  const channel = 'cluster-access';
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      error => error.data?.error ?? error.code,
    );

  it('takes messages, threads and metadata, and shows them again', async () => {
    const metadata = { event_type: 'notice', event_payload: { key: '1' } };
    const root = await client.chat.postMessage({
      channel,
      text: 'one',
      metadata,
    });
    const { ts, channel: id } = {
      ts: root.ts ?? '',
      channel: root.channel ?? '',
    };
    await client.chat.postMessage({ channel: id, thread_ts: ts, text: 'two' });
    await client.chat.postMessage({ channel: id, text: 'three' });

    const history = await client.conversations.history({ channel: id });
    expect(history.messages).toMatchObject([
      { text: 'three' },
      { text: 'one', reply_count: 1, bot_id: expect.any(String) },
    ]);
    expect(history.messages?.[1].metadata).toBeUndefined();
    const replies = await client.conversations.replies({
      channel: id,
      ts,
      include_all_metadata: true,
    });
    expect(replies.messages).toMatchObject([
      { text: 'one', metadata },
      { text: 'two', thread_ts: ts },
    ]);
    await client.chat.update({ channel: id, ts, text: 'changed' });
    expect(slack.messages(channel)[0]).toMatchObject({
      text: 'changed',
      metadata,
    });
  });

  it('pages through a channel, newest first', async () => {
    for (let index = 0; index < 5; index += 1) {
      await client.chat.postMessage({ channel, text: `${index}` });
    }
    const texts: unknown[] = [];
    const id = slack.messages(channel)[0].channel;
    for await (const page of client.paginate('conversations.history', {
      channel: id,
      limit: 2,
    })) {
      texts.push(JSON.stringify(page).match(/"text":"\d"/g)?.length);
    }
    expect(texts).toEqual([2, 2, 1]);
  });

  it('leaves out what is older or newer than asked for', async () => {
    const sent = [];
    for (const text of ['1', '2', '3']) {
      now = new Date(now.getTime() + 1000);
      sent.push(await client.chat.postMessage({ channel, text }));
    }
    const { messages } = await client.conversations.history({
      channel: sent[0].channel ?? '',
      oldest: sent[0].ts,
      latest: sent[2].ts,
    });
    expect(messages).toMatchObject([{ text: '2' }]);
  });

  it.each<[string, (api: WebClient) => Promise<unknown>]>([
    [
      'channel_not_found',
      api => api.chat.postMessage({ channel: 'nowhere', text: 'x' }),
    ],
    [
      'not_in_channel',
      api => api.chat.postMessage({ channel: 'general', text: 'x' }),
    ],
    ['no_text', api => api.chat.postMessage({ channel, text: '' })],
    [
      'msg_too_long',
      api => api.chat.postMessage({ channel, text: 'x'.repeat(40_001) }),
    ],
    [
      'thread_not_found',
      api => api.chat.postMessage({ channel, text: 'x', thread_ts: '1.0' }),
    ],
    [
      'thread_not_found',
      api => api.conversations.replies({ channel: 'C0SANDBOX01', ts: '1.0' }),
    ],
    [
      'message_not_found',
      api => api.chat.update({ channel, ts: '1.0', text: 'x' }),
    ],
    [
      'users_not_found',
      api => api.users.lookupByEmail({ email: 'nobody@example.com' }),
    ],
    ['user_not_found', api => api.users.info({ user: 'U0NOBODY' })],
    [
      'invalid_trigger_id',
      api => api.views.open({ trigger_id: 'x', view: modal }),
    ],
    ['unknown_method', api => api.apiCall('chat.shout')],
  ])('says %s', async (code, call) => {
    expect(await refusal(call(client))).toBe(code);
  });

  it('wants the right token', async () => {
    expect(await refusal(clientWith('xoxb-other').auth.test())).toBe(
      'invalid_auth',
    );
    expect(await refusal(clientWith('').auth.test())).toBe('not_authed');
  });

  it('takes JSON as well as forms', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secrets.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        channel,
        text: 'json',
        blocks: [{ type: 'divider' }],
      }),
    });
    expect(await response.json()).toMatchObject({
      ok: true,
      message: { text: 'json' },
    });
  });

  it('says what is wrong with blocks, and where', async () => {
    const text = { type: 'plain_text' as const, text: 'x'.repeat(151) };
    const error = await client.chat
      .postMessage({ channel, text: 'x', blocks: [{ type: 'header', text }] })
      .catch(e => e);
    expect(error.data).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: [
          '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
        ],
      },
    });
  });

  it('holds one message a second and channel, after a burst', async () => {
    slack.setRateLimits(true);
    const post = () => client.chat.postMessage({ channel, text: 'x' });
    for (let index = 0; index < 5; index += 1) {
      await post();
    }
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    now = new Date(now.getTime() + 1000);
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  it('misbehaves when asked to', async () => {
    const post = () => client.chat.postMessage({ channel, text: 'x' });
    slack.faults.switchOn('rate-limited:chat.postMessage', {
      times: 1,
      parameters: { retryAfter: 7 },
    });
    await client.auth.test();
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    slack.faults.switchOn('server-error', { times: 1 });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(slack.messages(channel)).toHaveLength(0);
    slack.faults.switchOn('timeout-after-delivery', { times: 1 });
    expect(await refusal(post())).toBe('slack_webapi_request_error');
    expect(slack.messages(channel)).toHaveLength(1);
  });
});
