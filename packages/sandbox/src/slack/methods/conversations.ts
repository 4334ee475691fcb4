import type { Arguments } from '../arguments';
import { SlackApiError } from '../errors';
import type { SlackChannel, SlackMessage } from '../types';
import type { Workspace } from '../workspace';
import { pageOf } from './paging';
import type { Method } from './types';
import { wireChannel, wireMessage } from './wire';

function readableChannel(args: Arguments, workspace: Workspace): SlackChannel {
  const id = args.requiredText('channel');
  const channel = workspace.channels.get(id);
  if (!channel) {
    // Unlike chat.postMessage, these methods take ids only.
    throw new SlackApiError('channel_not_found');
  }
  if (!channel.isMember) {
    throw new SlackApiError(
      channel.isPrivate ? 'channel_not_found' : 'not_in_channel',
    );
  }
  return channel;
}

/** Time stamps have the same number of digits, but a caller may give fewer. */
function within(args: Arguments): (message: SlackMessage) => boolean {
  const oldest = Number(args.text('oldest') || 0);
  const latest = Number(args.text('latest') || Infinity);
  const inclusive = args.flag('inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive
      ? at >= oldest && at <= latest
      : at > oldest && at < latest;
  };
}

const list: Method = (args, { workspace }) => {
  const types = (args.text('types') || 'public_channel')
    .split(',')
    .map(type => type.trim());
  const shown = [...workspace.channels.values()].filter(channel => {
    if (channel.directWith) {
      return types.includes('im');
    }
    return channel.isPrivate
      ? channel.isMember && types.includes('private_channel')
      : types.includes('public_channel');
  });
  const { page, responseMetadata } = pageOf(shown, args);
  return {
    channels: page.map(wireChannel),
    response_metadata: responseMetadata,
  };
};

const info: Method = (args, { workspace }) => {
  const channel = workspace.channels.get(args.requiredText('channel'));
  if (!channel || (channel.isPrivate && !channel.isMember)) {
    throw new SlackApiError('channel_not_found');
  }
  return { channel: wireChannel(channel) };
};

const history: Method = (args, { workspace }) => {
  const channel = readableChannel(args, workspace);
  const all = workspace.messages(channel.id);
  const shown = all
    .filter(message => !message.threadTs || message.broadcast)
    .filter(within(args))
    .reverse();
  const { page, hasMore, responseMetadata } = pageOf(shown, args);
  const withMetadata = args.flag('include_all_metadata');
  return {
    messages: page.map(message =>
      wireMessage(message, {
        replies: all.filter(one => one.threadTs === message.ts),
        withMetadata,
      }),
    ),
    has_more: hasMore,
    response_metadata: responseMetadata,
  };
};

const replies: Method = (args, { workspace }) => {
  const channel = readableChannel(args, workspace);
  const ts = args.requiredText('ts');
  const parent = workspace.message(channel.id, ts);
  if (!parent) {
    throw new SlackApiError('thread_not_found');
  }
  const answers = workspace
    .messages(channel.id)
    .filter(message => message.threadTs === ts);
  const { page, hasMore, responseMetadata } = pageOf(
    [parent, ...answers.filter(within(args))],
    args,
    { fallback: 1000, maximum: 1000 },
  );
  const withMetadata = args.flag('include_all_metadata');
  return {
    messages: page.map(message =>
      wireMessage(message, {
        replies: message === parent ? answers : [],
        withMetadata,
      }),
    ),
    has_more: hasMore,
    response_metadata: responseMetadata,
  };
};

const open: Method = (args, { workspace }) => {
  const [userId, ...others] = args.requiredText('users').split(',');
  if (others.length > 0) {
    throw new SlackApiError('method_not_supported_for_channel_type');
  }
  const { id } = workspace.openDirect(userId);
  return { channel: { id } };
};

export const conversationsMethods: Record<string, Method> = {
  'conversations.history': history,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.open': open,
  'conversations.replies': replies,
};
