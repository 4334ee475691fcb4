import type {
  NoticeReceipt,
  Notifier,
  SessionNotice,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { callSlack } from '../client/callSlack';
import { refusalCode } from '../client/SlackRefusedError';
import type { SlackPeople } from '../people/SlackPeople';
import type { Channels } from './Channels';
import { noticeMessage } from './messages';

const EVENT_TYPE = 'cluster_access_notice';
const PAGE = 200;
/** How far Slack's clock may be behind ours. */
const CLOCK_SKEW_SECONDS = 300;

const found = z.object({
  ts: z.string(),
  bot_id: z.string(),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string() }),
  }),
});

/**
 * Announces sessions in a channel, and answers in the thread of the announcement.
 *
 * Every message carries the key of its notice. After an attempt of which nobody knows whether it arrived, the place
 * where the message would be is searched for that key before anything is sent.
 */
export class SlackNotifier implements Notifier {
  readonly id = 'slack';
  #botId?: string;

  constructor(
    private readonly deps: {
      /** A client whose calls end with the signal. */
      client: (signal: AbortSignal) => WebClient;
      people: SlackPeople;
      channels: Channels;
    },
  ) {}

  async deliver(
    notice: SessionNotice,
    options: {
      mayHaveBeenSent: boolean;
      startReceipt?: NoticeReceipt;
      signal: AbortSignal;
    },
  ): Promise<NoticeReceipt> {
    options.signal.throwIfAborted();
    const client = this.deps.client(options.signal);
    const { session } = notice;
    const thread = notice.kind === 'started' ? undefined : options.startReceipt;
    const channel =
      thread?.channel ??
      (await this.deps.channels.forCluster(session.cluster, client));
    if (options.mayHaveBeenSent) {
      const ts = await this.find(client, {
        channel,
        threadTs: thread?.ts,
        notice,
      });
      if (ts) {
        return { channel, ts };
      }
    }
    const message = noticeMessage(notice, {
      holder: await this.deps.people.named(session.holder, session.holderName),
      endedBy: session.endedBy
        ? await this.deps.people.named(session.endedBy)
        : undefined,
    });
    options.signal.throwIfAborted();
    const post = (threadTs: string | undefined) =>
      callSlack('chat.postMessage', () =>
        client.chat.postMessage({
          ...message,
          channel,
          unfurl_links: false,
          unfurl_media: false,
          metadata: {
            event_type: EVENT_TYPE,
            event_payload: { key: notice.idempotencyKey },
          },
          ...(threadTs && { thread_ts: threadTs }),
        }),
      );
    const posted = await post(thread?.ts).catch(error => {
      // Someone deleted the announcement: the news is still news.
      if (thread && isGone(error)) {
        return post(undefined);
      }
      throw error;
    });
    return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
  }

  /** @returns the time stamp of our own message with the notice's key */
  private async find(
    client: WebClient,
    place: { channel: string; threadTs?: string; notice: SessionNotice },
  ): Promise<string | undefined> {
    const botId = await this.botId(client);
    const { channel, threadTs, notice } = place;
    const oldest = String(
      notice.createdAt.getTime() / 1000 - CLOCK_SKEW_SECONDS,
    );
    if (threadTs) {
      const inThread = await search(notice.idempotencyKey, botId, cursor =>
        callSlack('conversations.replies', () =>
          client.conversations.replies({
            channel,
            ts: threadTs,
            include_all_metadata: true,
            limit: PAGE,
            cursor,
          }),
        ),
      ).catch(error => {
        if (isGone(error)) {
          return undefined;
        }
        throw error;
      });
      if (inThread) {
        return inThread;
      }
    }
    // Answers are here too when their thread was gone.
    return search(notice.idempotencyKey, botId, cursor =>
      callSlack('conversations.history', () =>
        client.conversations.history({
          channel,
          oldest,
          include_all_metadata: true,
          limit: PAGE,
          cursor,
        }),
      ),
    );
  }

  private async botId(client: WebClient): Promise<string | undefined> {
    this.#botId ??= (
      await callSlack('auth.test', () => client.auth.test())
    ).bot_id;
    return this.#botId;
  }
}

async function search(
  key: string,
  botId: string | undefined,
  fetchPage: (cursor: string | undefined) => Promise<{
    messages?: unknown[];
    response_metadata?: { next_cursor?: string };
  }>,
): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    for (const message of page.messages ?? []) {
      const ours = found.safeParse(message);
      if (ours.success && ours.data.bot_id === botId) {
        const { ts, metadata } = ours.data;
        if (metadata.event_payload.key === key) {
          return ts;
        }
      }
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}

function isGone(error: unknown): boolean {
  const code = refusalCode(error);
  return code === 'thread_not_found' || code === 'message_not_found';
}
