import { get, post } from './api.js';
import { h } from './dom.js';
import { showMessages } from './messages.js';
import { showModal } from './modal.js';

const byId = id => document.getElementById(id);
const list = byId('messages');
const composer = byId('text');
const address = new URLSearchParams(location.search);

let person =
  address.get('person') ?? localStorage.getItem('person') ?? undefined;
let channelId = decodeURIComponent(location.hash.slice(1)) || undefined;
let state;
let shownMessages = '';
let shownPeople = '';
const read = new Map();

async function refresh() {
  const known = await get('/page/people');
  if (!known.includes(person)) {
    person = known[0];
  }
  state = await get(`/page/state?person=${encodeURIComponent(person)}`);
  show();
}

function show() {
  const { channels, people, names, modal } = state;
  const channel = channels.find(one => one.id === channelId) ?? channels[0];
  channelId = channel.id;
  read.set(channel.id, channel.messages.length);
  showPeople(people);
  byId('channels').replaceChildren(...channels.map(channelEntry));
  const title = `${channel.direct ? '' : '# '}${channel.name}`;
  byId('channel-name').textContent = title;
  document.title = `${title} · Slack (sandbox)`;
  composer.placeholder = `Message ${
    channel.direct ? channel.name : `#${channel.name}`
  }, or /access`;
  const now = JSON.stringify([channel, names]);
  if (now !== shownMessages) {
    shownMessages = now;
    const messages = showMessages(channel, names, person);
    list.replaceChildren(
      ...(messages.length > 0
        ? messages
        : [
            h(
              'p',
              { class: 'empty' },
              'Nothing here yet. Type /access to ask for cluster access.',
            ),
          ]),
    );
    list.scrollTop = list.scrollHeight;
  }
  showModal(modal, names);
}

/** Left alone while nothing changed, so that an open list stays open. */
function showPeople(people) {
  const now = JSON.stringify([people, person]);
  if (now === shownPeople) {
    return;
  }
  shownPeople = now;
  byId('person').replaceChildren(
    ...people.map(one =>
      h(
        'option',
        { value: one.id, selected: one.id === person },
        one.title ? `${one.name} · ${one.title}` : one.name,
      ),
    ),
  );
}

function channelEntry(one) {
  const unread = one.messages.length > (read.get(one.id) ?? 0);
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        'aria-current': one.id === channelId ? 'true' : undefined,
        onclick: () => {
          channelId = one.id;
          location.hash = one.id;
          show();
        },
      },
      h('span', { 'aria-hidden': 'true' }, one.direct ? '@' : '#'),
      h('span', { class: unread ? 'name new' : 'name' }, one.name),
    ),
  );
}

byId('person').addEventListener('change', event => {
  person = event.target.value;
  localStorage.setItem('person', person);
  refresh();
});

byId('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const text = composer.value;
  composer.value = '';
  await post(`/page/channels/${channelId}`, { person, text });
});

composer.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId('composer').requestSubmit();
  }
});

// One look at a time; what changes meanwhile is caught by one more.
let looking = false;
let again = false;
async function look() {
  again = true;
  if (looking) {
    return;
  }
  looking = true;
  try {
    while (again) {
      again = false;
      await refresh();
    }
    byId('connection').textContent = '';
  } catch (error) {
    byId('connection').textContent = `Not connected: ${error.message}`;
  } finally {
    looking = false;
  }
}

const events = new EventSource('/page/events');
events.onmessage = look;
events.onerror = () => {
  byId('connection').textContent = 'Not connected. Trying again…';
};
