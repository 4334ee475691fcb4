import { post } from './api.js';
import { block as showBlock, mrkdwn } from './blocks.js';
import { h } from './dom.js';

/** The messages of a channel, each with its thread under it. */
export function showMessages(channel, names, person) {
  const roots = channel.messages.filter(one => !one.threadTs);
  const found = new Set(roots.map(one => one.ts));
  const strays = channel.messages.filter(
    one => one.threadTs && !found.has(one.threadTs),
  );
  return [...roots, ...strays].map(message => {
    const replies = channel.messages.filter(one => one.threadTs === message.ts);
    const thread =
      replies.length > 0 &&
      h(
        'div',
        { class: 'thread' },
        h(
          'div',
          { class: 'count' },
          replies.length === 1 ? '1 reply' : `${replies.length} replies`,
        ),
        ...replies.map(reply => showMessage(reply, channel, names, person)),
      );
    return showMessage(message, channel, names, person, thread || undefined);
  });
}

function showMessage(message, channel, names, person, thread) {
  const initials = message.author
    .split(/\s+/)
    .map(word => [...word][0])
    .slice(0, 2)
    .join('');
  const at = new Date(Number(message.ts) * 1000);
  const button = element =>
    h(
      'button',
      {
        type: 'button',
        class: element.style ?? 'plain',
        onclick: () =>
          post(`/page/channels/${channel.id}/${message.ts}/press`, {
            person,
            actionId: element.action_id,
          }),
      },
      element.text?.text ?? '',
    );
  const body =
    message.blocks.length > 0
      ? message.blocks.map(one => showBlock(one, names, button))
      : [h('div', { class: 'preserved' }, ...mrkdwn(message.text, names))];
  return h(
    'div',
    { class: 'message', 'data-ts': message.ts },
    h(
      'div',
      {
        class: message.fromApp ? 'avatar app' : 'avatar',
        'aria-hidden': 'true',
      },
      initials,
    ),
    h(
      'div',
      {},
      h(
        'div',
        { class: 'byline' },
        h('strong', {}, message.author),
        message.fromApp ? h('span', { class: 'tag' }, 'APP') : undefined,
        h(
          'time',
          { datetime: at.toISOString(), title: at.toLocaleString() },
          at.toLocaleTimeString(undefined, {
            hour: '2-digit',
            minute: '2-digit',
          }),
        ),
        message.edited
          ? h('span', { class: 'only-you' }, '(edited)')
          : undefined,
        message.ephemeral
          ? h('span', { class: 'only-you' }, 'Only visible to you')
          : undefined,
      ),
      ...body,
      thread,
    ),
  );
}
