import { createHash } from 'node:crypto';
import type {
  AccessOption,
  AccessOptions,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { formatDuration } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { fits, plainOption, select } from './select';
import { clean, cleanLine, date, escapeMrkdwn, link } from '../text/mrkdwn';

export const CALLBACK_ID = 'cluster-access-request';
export const CLUSTER = 'cluster';
export const ROLE = 'role';
export const DURATION = 'duration';
export const REASON = 'reason';

const TITLE = { type: 'plain_text', text: 'Cluster access' } as const;
const CLOSE = { type: 'plain_text', text: 'Close' } as const;
const MAXIMUM_REASON = 3000;

/** The roles of each cluster stand in a block of their own, so that Slack carries no choice over to another cluster. */
export function roleBlockId(cluster: string): string {
  return `${ROLE}-${createHash('sha256')
    .update(cluster)
    .digest('hex')
    .slice(0, 16)}`;
}

/** What is shown while the options are looked up: Slack gives 3 seconds to show anything. */
export function loadingModal(privateMetadata: string): ModalView {
  return textModal(
    'One moment, looking up what you may ask for…',
    privateMetadata,
  );
}

/** @param text - shown as it is, without formatting */
export function textModal(text: string, privateMetadata = ''): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK_ID,
    private_metadata: privateMetadata,
    title: TITLE,
    close: CLOSE,
    blocks: [
      {
        type: 'section',
        text: { type: 'plain_text', text: clean(text, 3000) || ' ' },
      },
    ],
  };
}

/**
 * The form.
 *
 * @param chosen.cluster - id of the cluster whose roles are offered; without it the person chooses one first
 */
export function requestModal(
  options: AccessOptions,
  chosen: { cluster?: string; privateMetadata: string },
): ModalView {
  const clusters = options.options.filter(({ cluster }) => fits(cluster));
  if (clusters.length === 0) {
    const problems = options.problems.map(({ message }) => message).join('\n');
    return textModal(
      problems ||
        'There is no cluster that you may ask access to. Ask a platform engineer.',
      chosen.privateMetadata,
    );
  }
  const option =
    clusters.length === 1
      ? clusters[0]
      : clusters.find(({ cluster }) => cluster === chosen.cluster);
  return {
    type: 'modal',
    callback_id: CALLBACK_ID,
    private_metadata: chosen.privateMetadata,
    title: TITLE,
    submit: { type: 'plain_text', text: 'Request' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      clusterBlock(clusters, option),
      ...(option
        ? roleBlocks(option)
        : [note('Choose a cluster to see its roles.')]),
      durationBlock(options, option),
      reasonBlock(options),
      note(
        'The access ends by itself. What you do with it is recorded and archived.',
      ),
    ],
  };
}

/** Shown when a request was taken. */
export function confirmationModal(
  session: AccessSession,
  sessionUrl: string,
): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACK_ID,
    title: TITLE,
    close: CLOSE,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: confirmation(session), verbatim: true },
      },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: link(sessionUrl, 'Follow it in the portal'),
          verbatim: true,
        },
      },
    ],
  };
}

/** mrkdwn. */
export function confirmation(session: AccessSession): string {
  const role = escapeMrkdwn(cleanLine(session.role, 200));
  const cluster = escapeMrkdwn(cleanLine(session.clusterName, 200));
  const end = session.expiresAt
    ? `until ${date(new Date(session.expiresAt))}`
    : `for ${formatDuration(session.durationSeconds)}`;
  return `Your request was taken: *${role}* on *${cluster}* ${end}.`;
}

function clusterBlock(
  clusters: AccessOption[],
  initial: AccessOption | undefined,
): InputBlock {
  const option = ({ cluster, clusterName }: AccessOption) =>
    plainOption(clusterName, cluster);
  return {
    type: 'input',
    block_id: CLUSTER,
    dispatch_action: true,
    label: { type: 'plain_text', text: 'Cluster' },
    element: select(
      CLUSTER,
      'Choose a cluster',
      clusters.map(option),
      initial && option(initial),
    ),
  };
}

function roleBlocks(option: AccessOption): KnownBlock[] {
  const roles = option.roles.filter(({ name }) => fits(name));
  if (roles.length === 0) {
    return [note('There is no role on this cluster that you may ask for.')];
  }
  const options = roles.map(role => ({
    ...plainOption(role.displayName, role.name),
    description: {
      type: 'plain_text' as const,
      text: `up to ${formatDuration(role.maxDurationSeconds)}`,
    },
  }));
  return [
    {
      type: 'input',
      block_id: roleBlockId(option.cluster),
      label: { type: 'plain_text', text: 'Role' },
      element: select(
        ROLE,
        'Choose a role',
        options,
        options.length === 1 ? options[0] : undefined,
      ),
    },
  ];
}

function durationBlock(
  { durations, options }: AccessOptions,
  option: AccessOption | undefined,
): InputBlock {
  const roles = (option ? [option] : options).flatMap(one => one.roles);
  const longest = Math.max(0, ...roles.map(role => role.maxDurationSeconds));
  const allowed = durations.filter(seconds => seconds <= longest);
  // Where even the shortest is too long, the longest that is allowed remains.
  const offered = allowed.length > 0 ? allowed : [longest];
  const choices = offered.map(seconds =>
    plainOption(formatDuration(seconds), String(seconds)),
  );
  return {
    type: 'input',
    block_id: DURATION,
    label: { type: 'plain_text', text: 'For how long' },
    element: select(DURATION, 'Choose how long', choices, choices[0]),
  };
}

function reasonBlock({ reason }: AccessOptions): InputBlock {
  const maximum = Math.min(Math.max(reason.maxLength, 1), MAXIMUM_REASON);
  return {
    type: 'input',
    block_id: REASON,
    label: { type: 'plain_text', text: 'Reason' },
    hint: {
      type: 'plain_text',
      text: 'Shown to everyone in the channel and kept in the archive.',
    },
    optional: reason.minLength === 0,
    element: {
      type: 'plain_text_input',
      action_id: REASON,
      multiline: true,
      min_length: Math.min(Math.max(reason.minLength, 0), maximum),
      max_length: maximum,
    },
  };
}

function note(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text }] };
}
