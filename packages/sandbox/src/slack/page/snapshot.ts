import type { JsonRecord } from '../json';
import type { Modals } from '../modals';
import type { SlackMessage } from '../types';
import { BOT_NAME, BOT_USER_ID } from '../workspace';
import type { Workspace } from '../workspace';

const SHOWN_MESSAGES = 200;

/** All that the page shows to one person. */
export function snapshotFor(
  userId: string,
  { workspace, modals }: { workspace: Workspace; modals: Modals },
): JsonRecord {
  const channels = [...workspace.channels.values()].filter(
    channel => !channel.directWith || channel.directWith === userId,
  );
  const people = [...workspace.people.values()].map(
    ({ slackUserId, displayName, title }) => ({
      id: slackUserId,
      name: displayName,
      title: title ?? '',
    }),
  );
  return {
    person: userId,
    people,
    names: {
      ...Object.fromEntries(people.map(({ id, name }) => [id, name])),
      [BOT_USER_ID]: BOT_NAME,
    },
    channels: channels.map(channel => ({
      id: channel.id,
      name: channel.directWith ? BOT_NAME : channel.name,
      direct: channel.directWith !== undefined,
      isMember: channel.isMember,
      messages: [
        ...workspace
          .messages(channel.id)
          .slice(-SHOWN_MESSAGES)
          .map(shownMessage),
        ...workspace.ephemerals
          .filter(one => one.user === userId && one.channel === channel.id)
          .map(one => ({
            ts: one.ts,
            author: one.from === 'app' ? BOT_NAME : 'Slackbot',
            fromApp: true,
            ephemeral: true,
            text: one.text,
            blocks: one.blocks,
          })),
      ].sort((a, b) => Number(a.ts) - Number(b.ts)),
    })),
    modal: topModal(modals, userId),
  };

  function shownMessage(message: SlackMessage) {
    return {
      ts: message.ts,
      author: message.fromApp
        ? BOT_NAME
        : workspace.person(message.user).displayName,
      fromApp: message.fromApp,
      ephemeral: false,
      text: message.text,
      blocks: message.blocks,
      threadTs: message.threadTs,
      broadcast: message.broadcast,
      edited: message.editedTs !== undefined,
    };
  }
}

function topModal(modals: Modals, userId: string): JsonRecord | undefined {
  const top = modals.all().findLast(one => one.userId === userId);
  if (!top) {
    return undefined;
  }
  const { viewId, hash, view, values, errors, error } = top;
  const { title, submit, close, blocks } = view;
  return { viewId, hash, title, submit, close, blocks, values, errors, error };
}
