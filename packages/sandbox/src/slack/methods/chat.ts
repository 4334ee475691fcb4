import type { Arguments } from '../arguments';
import { validateMessageBlocks } from '../blockKit';
import { SlackApiError } from '../errors';
import { isRecord } from '../../records';
import { textOf } from '../json';
import type { JsonRecord } from '../json';
import { withIds } from '../modalState';
import type { SlackMessage } from '../types';
import { BOT_USER_ID } from '../workspace';
import type { Workspace } from '../workspace';
import type { Method } from './types';
import { wireMessage } from './wire';

const MAXIMUM_TEXT = 40_000;

/** Text and blocks of a message to be sent. */
export function readContent(
  args: Arguments,
  workspace: Workspace,
): { text: string; blocks: JsonRecord[] } {
  const text = args.text('text') ?? '';
  const blocks = args.blocks() ?? [];
  if (!text && blocks.length === 0) {
    throw new SlackApiError('no_text');
  }
  if (text.length > MAXIMUM_TEXT) {
    throw new SlackApiError('msg_too_long');
  }
  const problems = validateMessageBlocks(blocks);
  if (problems.length > 0) {
    throw new SlackApiError('invalid_blocks', problems);
  }
  return { text, blocks: withIds(blocks, () => workspace.nextId('b')) };
}

function readMetadata(args: Arguments): SlackMessage['metadata'] {
  const metadata = args.record('metadata', 'invalid_metadata_format');
  if (!metadata) {
    return undefined;
  }
  const type = textOf(metadata.event_type);
  if (!type || !isRecord(metadata.event_payload)) {
    throw new SlackApiError('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > 8000) {
    throw new SlackApiError('metadata_too_large');
  }
  return { event_type: type, event_payload: metadata.event_payload };
}

const postMessage: Method = (args, { workspace }) => {
  const channel = workspace.channel(args.requiredText('channel'));
  if (!channel.isMember) {
    throw new SlackApiError('not_in_channel');
  }
  const content = readContent(args, workspace);
  const metadata = readMetadata(args);
  const threadTs = args.text('thread_ts') || undefined;
  if (threadTs && !workspace.message(channel.id, threadTs)) {
    throw new SlackApiError('thread_not_found');
  }
  const message = workspace.post({
    ...content,
    metadata,
    channel: channel.id,
    user: BOT_USER_ID,
    fromApp: true,
    threadTs,
    broadcast: threadTs !== undefined && args.flag('reply_broadcast'),
  });
  return {
    channel: channel.id,
    ts: message.ts,
    message: wireMessage(message, { withMetadata: true }),
  };
};

const update: Method = (args, { workspace }) => {
  const channel = workspace.channel(args.requiredText('channel'));
  const message = workspace.message(channel.id, args.requiredText('ts'));
  if (!message) {
    throw new SlackApiError('message_not_found');
  }
  if (!message.fromApp) {
    throw new SlackApiError('cant_update_message');
  }
  const updated = workspace.update(message, {
    ...readContent(args, workspace),
    ...(args.has('metadata') ? { metadata: readMetadata(args) } : {}),
  });
  return {
    channel: channel.id,
    ts: updated.ts,
    text: updated.text,
    message: wireMessage(updated, { withMetadata: true }),
  };
};

const postEphemeral: Method = (args, { workspace }) => {
  const channel = workspace.channel(args.requiredText('channel'));
  if (!channel.isMember) {
    throw new SlackApiError('not_in_channel');
  }
  const user = args.requiredText('user');
  if (!workspace.people.has(user)) {
    throw new SlackApiError('user_not_in_channel');
  }
  const content = readContent(args, workspace);
  const { ts } = workspace.whisper({
    ...content,
    channel: channel.id,
    user,
    from: 'app',
  });
  return { message_ts: ts };
};

const getPermalink: Method = (args, { workspace, baseUrl }) => {
  const channel = workspace.channel(args.requiredText('channel'));
  const ts = args.requiredText('message_ts');
  if (!workspace.message(channel.id, ts)) {
    throw new SlackApiError('message_not_found');
  }
  return {
    channel: channel.id,
    permalink: `${baseUrl}/archives/${channel.id}/p${ts.replace('.', '')}`,
  };
};

export const chatMethods: Record<string, Method> = {
  'chat.getPermalink': getPermalink,
  'chat.postEphemeral': postEphemeral,
  'chat.postMessage': postMessage,
  'chat.update': update,
};
