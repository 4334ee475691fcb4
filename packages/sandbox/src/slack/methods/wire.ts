import type { JsonRecord } from '../json';
import type { SlackChannel, SlackMessage, SlackPerson } from '../types';
import { APP_ID, BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_ID } from '../workspace';

/** A message as the Web API shows it. */
export function wireMessage(
  message: SlackMessage,
  {
    replies = [],
    withMetadata,
  }: { replies?: SlackMessage[]; withMetadata: boolean },
): JsonRecord {
  return {
    type: 'message',
    user: message.user,
    ...(message.fromApp ? { bot_id: BOT_ID, app_id: APP_ID } : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ts: message.ts,
    team: TEAM_ID,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.editedTs
      ? { edited: { user: message.user, ts: message.editedTs } }
      : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          latest_reply: replies[replies.length - 1].ts,
        }
      : {}),
    ...(message.metadata && withMetadata ? { metadata: message.metadata } : {}),
  };
}

export function wireChannel(channel: SlackChannel): JsonRecord {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate && !channel.directWith,
    is_im: channel.directWith !== undefined,
    is_private: channel.isPrivate,
    is_archived: false,
    is_member: channel.isMember,
    ...(channel.directWith ? { user: channel.directWith } : {}),
  };
}

export function wireUser(person: SlackPerson): JsonRecord {
  return {
    id: person.slackUserId,
    team_id: TEAM_ID,
    name: person.name,
    deleted: false,
    real_name: person.displayName,
    tz: 'Europe/Amsterdam',
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    profile: {
      real_name: person.displayName,
      display_name: person.name,
      email: person.email,
      title: person.title ?? '',
      team: TEAM_ID,
    },
  };
}

export const botUser: JsonRecord = {
  id: BOT_USER_ID,
  team_id: TEAM_ID,
  name: 'cluster-access',
  deleted: false,
  real_name: BOT_NAME,
  is_bot: true,
  profile: {
    real_name: BOT_NAME,
    display_name: BOT_NAME,
    api_app_id: APP_ID,
    team: TEAM_ID,
  },
};
