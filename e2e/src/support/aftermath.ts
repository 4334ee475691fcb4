import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Sandbox, SlackMessage } from '@cluster-self-service/sandbox';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalUser } from './portal';
import { promptlyMs } from './quick';
import { until } from './until';
import type { ClusterWitness } from './witness';

/** What an uneventful session leaves in its timeline, once each. */
const steps = [
  'requested',
  'approved',
  'granting',
  'granted',
  'expired',
  'revoked',
  'archived',
  'announced',
  'end-announced',
  'archive-announced',
];
/** What stands there once, if at all. */
const exceptions = ['adopted', 'lost', 'failed', 'release-asked'];

/** What a session has left behind, everywhere. */
export interface Aftermath {
  phase: string;
  endReason?: string;
  /** Kinds of the messages about it in Slack, in the order in which they came. */
  messages: string[];
  /** Those of its archives in the folder that are what the session says. */
  archives: number;
  /** What happened, sorted; what only says that something took longer is left out. */
  steps: string[];
  /** Whether the timeline has a gap. */
  hasGaps: boolean;
}

/** That of a session with which nothing went wrong. */
export const uneventful: Aftermath = {
  phase: 'archived',
  endReason: 'expired',
  messages: ['started', 'ended', 'archived'],
  archives: 1,
  steps: [...steps].sort(),
  hasGaps: false,
};

/** Messages of the portal about one session. */
export function messagesAbout(sandbox: Sandbox, id: string): SlackMessage[] {
  return sandbox.slack
    .messages('cluster-access')
    .filter(message => keyOf(message).startsWith(`${id}/`));
}

/** `<session>/<kind>` */
export function keyOf({ metadata }: SlackMessage): string {
  return String(metadata?.event_payload.key ?? '');
}

/** Waits until nothing more happens to a session, and looks what it has left behind. */
export async function aftermathOf(
  sandbox: Sandbox,
  auditor: PortalUser,
  id: string,
): Promise<Aftermath> {
  const { session, timeline } = await until(
    `session ${id} comes to its end`,
    async () => {
      const details = await auditor.session(id);
      const { phase } = details.session;
      const types = details.timeline.map(({ type }) => type);
      // The timeline is read after the session, and may know more: both must have come to the end.
      const isOver =
        ['failed', 'cancelled'].includes(phase) ||
        (phase === 'archived' && types.includes('archive-announced'));
      if (!isOver) {
        throw new Error(`it is ${phase} after ${types.join(', ')}`);
      }
      return details;
    },
    60_000,
  );
  const types = timeline.map(({ type }) => type);
  return {
    phase: session.phase,
    endReason: session.endReason,
    messages: messagesAbout(sandbox, id).map(
      message => keyOf(message).split('/')[1],
    ),
    archives: await countArchives(sandbox.archives, session),
    steps: types
      .filter(type => steps.includes(type) || exceptions.includes(type))
      .sort(),
    hasGaps: timeline.some(({ sequence }, index) => sequence !== index + 1),
  };
}

/** Waits until nothing more happens to sessions, and expects of each what {@link uneventful} says, in time. */
export async function expectUneventful(
  world: { sandbox: Sandbox; witness: ClusterWitness; auditor: PortalUser },
  sessions: Array<{ id: string }>,
): Promise<void> {
  const { sandbox, witness, auditor } = world;
  for (const { id } of sessions) {
    expect(await aftermathOf(sandbox, auditor, id)).toEqual(uneventful);
    expect(witness.bindingsOf(id)).toHaveLength(1);
    const lateness = witness.lateness((await auditor.session(id)).session);
    expect(lateness).toBeGreaterThanOrEqual(0);
    expect(lateness).toBeLessThan(promptlyMs);
  }
}

async function countArchives(
  folder: string,
  { id, archive }: AccessSession,
): Promise<number> {
  const names = (await readdir(folder)).filter(name => name.includes(id));
  const sums = await Promise.all(
    names.map(async name =>
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ),
  );
  if (sums.some(sum => sum !== archive?.sha256)) {
    throw new Error(`session ${id} has an archive with other bytes: ${names}`);
  }
  return names.length;
}
