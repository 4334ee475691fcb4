import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import {
  formatDuration,
  type SessionNotice,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { KnownBlock } from '@slack/types';
import type { NamedPerson } from '../people/SlackPeople';
import { clean, cleanLine, date, escapeMrkdwn, link } from '../text/mrkdwn';

const MAXIMUM_NAME = 200;
const MAXIMUM_REASON = 2000;

/** A message, for those who see blocks and for those who hear or search text. */
export interface NoticeMessage {
  text: string;
  blocks: KnownBlock[];
}

/** What a notice says. Everything that people or clusters have named is shown as text and nothing else. */
export function noticeMessage(
  notice: Pick<SessionNotice, 'kind' | 'session' | 'sessionUrl'>,
  people: { holder: NamedPerson; endedBy?: NamedPerson },
): NoticeMessage {
  switch (notice.kind) {
    case 'started':
      return started(notice.session, notice.sessionUrl, people.holder);
    case 'ended':
      return ended(notice.session, notice.sessionUrl, people);
    default:
      return archived(notice.session, notice.sessionUrl);
  }
}

function started(
  session: AccessSession,
  sessionUrl: string,
  holder: NamedPerson,
): NoticeMessage {
  const end = session.expiresAt
    ? `until ${date(new Date(session.expiresAt))}`
    : `for ${formatDuration(session.durationSeconds)}`;
  const sentence = `${person(holder)} has *${name(session.role)}* on *${name(
    session.clusterName,
  )}* ${end}`;
  const reason = clean(session.reason, MAXIMUM_REASON);
  return {
    text: reason ? `${sentence}: ${escapeMrkdwn(reason)}` : sentence,
    blocks: [
      section(sentence),
      // Rich text is literal: nothing in it is read as formatting, link or mention.
      ...(reason ? [quote(reason)] : []),
      context(
        `Asked for in ${origin(session)} · ${link(
          sessionUrl,
          'Session in the portal',
        )}`,
      ),
    ],
  };
}

function ended(
  session: AccessSession,
  sessionUrl: string,
  people: { holder: NamedPerson; endedBy?: NamedPerson },
): NoticeMessage {
  const by = people.endedBy ? person(people.endedBy) : 'someone';
  const how = {
    expired: 'Its time is over.',
    released: `${person(people.endedBy ?? people.holder)} gave it back.`,
    revoked: `It was revoked by ${by}.`,
    lost: 'Its binding was deleted outside of the portal.',
  };
  const sentences = [
    `The access of ${person(people.holder)} to *${name(
      session.clusterName,
    )}* has ended.`,
    ...(session.endReason ? [how[session.endReason]] : []),
    ...lasted(session),
  ];
  const text = sentences.join(' ');
  return {
    text,
    blocks: [section(text), context(link(sessionUrl, 'Session in the portal'))],
  };
}

function archived(session: AccessSession, sessionUrl: string): NoticeMessage {
  const { archive } = session;
  const links = [
    ...(archive?.url ? [link(archive.url, 'Open the archive')] : []),
    link(sessionUrl, 'Session in the portal'),
  ].join(' · ');
  if (!archive) {
    const text = 'The audit archive of this session is ready.';
    return { text, blocks: [section(text), context(links)] };
  }
  const lines =
    archive.lines === 1
      ? '1 line'
      : `${archive.lines.toLocaleString('en')} lines`;
  const complete = archive.truncated
    ? ' *It is not complete:* the audit log held back lines.'
    : '';
  const text = `The audit archive holds ${lines} (${size(
    archive.size,
  )}).${complete}`;
  return { text, blocks: [section(text), context(links)] };
}

function lasted({ activeAt, endedAt }: AccessSession): string[] {
  if (!activeAt || !endedAt) {
    return [];
  }
  const seconds = (Date.parse(endedAt) - Date.parse(activeAt)) / 1000;
  return [`It lasted ${formatDuration(seconds)}.`];
}

function person({ slackUserId, name: written }: NamedPerson): string {
  return slackUserId && /^[UW][A-Z0-9]+$/.test(slackUserId)
    ? `<@${slackUserId}>`
    : `*${name(written)}*`;
}

function name(text: string): string {
  return escapeMrkdwn(cleanLine(text, MAXIMUM_NAME)) || '?';
}

function origin(session: AccessSession): string {
  return session.origin === 'slack' ? 'Slack' : `the ${name(session.origin)}`;
}

function size(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} bytes`;
  }
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function context(text: string): KnownBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text, verbatim: true }],
  };
}

function quote(text: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }],
  };
}
