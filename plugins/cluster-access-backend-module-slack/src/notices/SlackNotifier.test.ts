import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  NoticeKind,
  SessionNotice,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  session as requested,
  startPortal,
} from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

jest.setTimeout(30_000);

const sessionUrl = 'https://portal.example.com/cluster-access/sessions/1';
const active: AccessSession = {
  ...requested,
  phase: 'active',
  activeAt: '2026-11-21T14:00:05.000Z',
  expiresAt: '2026-11-21T14:15:05.000Z',
};
let count = 0;

function notice(
  kind: NoticeKind,
  session: AccessSession = active,
): SessionNotice {
  count += 1;
  return {
    idempotencyKey: `${count}/${kind}`,
    kind,
    session,
    sessionUrl,
    createdAt: new Date(),
  };
}

describe('notices in Slack', () => {
  let portal: Portal;
  const signal = new AbortController().signal;
  const first = { mayHaveBeenSent: false, signal };
  const again = { mayHaveBeenSent: true, signal };

  beforeAll(async () => {
    portal = await startPortal({
      slack: {
        channels: [
          { name: 'general' },
          { name: 'cluster-access' },
          { name: 'test-clusters' },
        ],
      },
      slackConfig: { clusterChannels: { 'c-m-test': 'test-clusters' } },
    });
  });
  afterAll(() => portal.stop());

  const notifier = () => portal.notifiers[0];
  const withKey = (key: string, channel = 'cluster-access') =>
    portal.slack
      .messages(channel)
      .filter(({ metadata }) => metadata?.event_payload.key === key);

  it('tells of a session in the channel, and of its end and archive in the thread', async () => {
    const started = notice('started');
    const receipt = await notifier().deliver(started, first);
    const [message] = withKey(started.idempotencyKey);
    expect(receipt).toEqual({ channel: message.channel, ts: message.ts });
    expect(message.text).toMatch(
      /^<@U0ERIN00002> has \*cluster-owner\* on \*prod-eu\* until <!date\^1795270505\^/,
    );

    const ended = notice('ended', {
      ...active,
      phase: 'revoked',
      endReason: 'revoked',
      endedBy: 'user:default/petra',
      endedAt: '2026-11-21T14:10:05.000Z',
    });
    await notifier().deliver(ended, { ...first, startReceipt: receipt });
    expect(withKey(ended.idempotencyKey)).toMatchObject([
      {
        threadTs: receipt.ts,
        text: expect.stringMatching(
          /revoked by <@U0PETRA0004>. It lasted 10 minutes.$/,
        ),
      },
    ]);

    const archived = notice('archived', {
      ...active,
      archive: {
        store: 'folder',
        locator: 'x',
        url: 'https://drive.example.com/x',
        fileName: 'x.zip',
        size: 4_200,
        sha256: '0',
        lines: 1_234,
        truncated: true,
        createdAt: '2026-11-21T14:20:00.000Z',
      },
    });
    await notifier().deliver(archived, { ...first, startReceipt: receipt });
    const [thread] = withKey(archived.idempotencyKey);
    expect(thread.threadTs).toBe(receipt.ts);
    expect(thread.text).toMatch(/1,234 lines \(4.2 kB\).*not complete/);
    expect(JSON.stringify(thread.blocks)).toContain(
      'https://drive.example.com/x',
    );
  });

  it('uses the channel of the cluster where there is one', async () => {
    const started = notice('started', { ...active, cluster: 'c-m-test' });
    await notifier().deliver(started, first);
    expect(withKey(started.idempotencyKey, 'test-clusters')).toHaveLength(1);
    expect(withKey(started.idempotencyKey)).toHaveLength(0);
  });

  it('sends a message once when the connection breaks after it arrived', async () => {
    const started = notice('started');
    portal.slack.faults.switchOn('timeout-after-delivery', { times: 1 });
    await expect(notifier().deliver(started, first)).rejects.toThrow(
      /did not answer chat.postMessage/,
    );
    const receipt = await notifier().deliver(started, again);
    expect(withKey(started.idempotencyKey)).toMatchObject([{ ts: receipt.ts }]);

    const ended = notice('ended');
    portal.slack.faults.switchOn('timeout-after-delivery', { times: 1 });
    const inThread = { startReceipt: receipt };
    await expect(
      notifier().deliver(ended, { ...first, ...inThread }),
    ).rejects.toThrow();
    const answer = await notifier().deliver(ended, { ...again, ...inThread });
    expect(withKey(ended.idempotencyKey)).toMatchObject([
      { ts: answer.ts, threadTs: receipt.ts },
    ]);
  });

  it('finds its message behind many others', async () => {
    const started = notice('started');
    const receipt = await notifier().deliver(started, first);
    for (let other = 0; other < 250; other += 1) {
      await fetch(`${portal.slack.url}/page/channels/${receipt.channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          person: 'U0DANA00001',
          text: `message ${other}`,
        }),
      });
    }
    await expect(notifier().deliver(started, again)).resolves.toEqual(receipt);
  });

  it('sends what did not arrive', async () => {
    const started = notice('started');
    portal.slack.faults.switchOn('server-error:chat.postMessage', { times: 1 });
    await expect(notifier().deliver(started, first)).rejects.toThrow();
    await notifier().deliver(started, again);
    expect(withKey(started.idempotencyKey)).toHaveLength(1);
  });

  it('says how long to wait when Slack asks for a pause', async () => {
    const started = notice('started');
    portal.slack.faults.switchOn('rate-limited:chat.postMessage', {
      times: 1,
      parameters: { retryAfter: 17 },
    });
    await expect(notifier().deliver(started, first)).rejects.toMatchObject({
      name: 'RetryLaterError',
      retryAfterSeconds: 17,
    });
    expect(withKey(started.idempotencyKey)).toHaveLength(0);
  });

  it('names the person where Slack cannot say who it is', async () => {
    portal.slack.faults.switchOn('server-error:users.lookupByEmail', {
      times: 1,
    });
    const started = notice('started', {
      ...active,
      holder: 'user:default/dana',
      holderName: 'Dana Developer',
    });
    await notifier().deliver(started, first);
    expect(withKey(started.idempotencyKey)[0].text).toMatch(
      /^\*Dana Developer\* has/,
    );
  });

  it('tells it in the channel when the announcement was deleted', async () => {
    const ended = notice('ended');
    const startReceipt = { channel: 'C0SANDBOX02', ts: '1.000000' };
    await notifier().deliver(ended, { ...first, startReceipt });
    const receipt = await notifier().deliver(ended, { ...again, startReceipt });
    expect(withKey(ended.idempotencyKey)).toMatchObject([
      { ts: receipt.ts, threadTs: undefined },
    ]);
  });

  it('sends nothing once it was told to stop', async () => {
    const started = notice('started');
    const stopped = AbortSignal.abort();
    await expect(
      notifier().deliver(started, { mayHaveBeenSent: false, signal: stopped }),
    ).rejects.toThrow();
    expect(withKey(started.idempotencyKey)).toHaveLength(0);
  });

  it('cuts off a call that is under way when it is told to stop', async () => {
    const started = notice('started');
    portal.slack.faults.switchOn('slow:chat.postMessage', {
      times: 1,
      parameters: { milliseconds: 60_000 },
    });
    const controller = new AbortController();
    portal.slack.calls.length = 0;
    const delivery = notifier().deliver(started, {
      mayHaveBeenSent: false,
      signal: controller.signal,
    });
    const failure = delivery.catch(error => String(error));
    while (!portal.slack.calls.includes('chat.postMessage')) {
      await new Promise(resolve => setImmediate(resolve));
    }
    const at = Date.now();
    controller.abort();
    expect(await failure).toMatch(/did not answer/);
    expect(Date.now() - at).toBeLessThan(1_500);
  });

  it.each([
    [
      'a channel that is not there',
      { channel: 'nowhere' },
      /no Slack channel #nowhere/,
    ],
    [
      'a token that is wrong',
      { botToken: 'xoxb-other' },
      /invalid_auth \(check clusterAccess.slack.botToken\)/,
    ],
  ])(
    'says what to do about %s, and no secret',
    async (_, slackConfig, message) => {
      const other = await startPortal({ slackConfig });
      try {
        const error = await other.notifiers[0]
          .deliver(notice('started'), first)
          .catch(e => e);
        expect(String(error)).toMatch(message);
        expect(
          JSON.stringify([error, String(error), error.stack]),
        ).not.toContain('xoxb-');
      } finally {
        await other.stop();
      }
    },
  );
});
