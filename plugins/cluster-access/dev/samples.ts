import type {
  AccessOptions,
  AccessSession,
  SessionArchive,
  SessionEvent,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

const MINUTE = 60_000;

/** What the person of the development app may ask for. */
export const options: AccessOptions = {
  options: [
    {
      cluster: 'c-m-prod0001',
      clusterName: 'prod-eu',
      roles: [
        {
          name: 'cluster-reader',
          displayName: 'Read only',
          maxDurationSeconds: 4 * 3600,
        },
        {
          name: 'cluster-owner',
          displayName: 'Cluster owner',
          maxDurationSeconds: 3600,
        },
      ],
    },
    {
      cluster: 'c-m-dev00001',
      clusterName: 'dev-eu',
      roles: [
        {
          name: 'cluster-owner',
          displayName: 'Cluster owner',
          maxDurationSeconds: 8 * 3600,
        },
      ],
    },
  ],
  durations: [900, 1800, 3600, 7200, 14400, 28800],
  reason: { minLength: 10, maxLength: 500 },
  problems: [],
};

export const archive: SessionArchive = {
  store: 'folder',
  locator: 'access-7.zip',
  url: 'https://drive.example.com/file/access-7',
  fileName: 'prod-eu-mallory-2026-01-31T08-00-00Z.zip',
  size: 48_213,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  lines: 1284,
  truncated: false,
  createdAt: '2026-01-31T09:01:00.000Z',
};

/** One session in every phase, held by the person of the development app unless said otherwise. */
export function sampleSessions(now: number): AccessSession[] {
  const at = (minutes: number) =>
    new Date(now + minutes * MINUTE).toISOString();
  const base = {
    holder: 'user:default/guest',
    holderName: 'Guest',
    cluster: 'c-m-prod0001',
    clusterName: 'prod-eu',
    role: 'cluster-owner',
    reason: 'INC-4711: checkout answers 503 since the last node upgrade',
    durationSeconds: 3600,
    origin: 'portal',
    requestedAt: at(-46),
  };
  const erin = { holder: 'user:default/erin', holderName: 'Erin Engineer' };
  const granted = { ...base, activeAt: at(-45), expiresAt: at(15) };
  const over = {
    ...granted,
    requestedAt: at(-91),
    activeAt: at(-90),
    expiresAt: at(-30),
    endedAt: at(-30),
  };
  return [
    { ...granted, id: 'session-active', phase: 'active' },
    {
      ...granted,
      id: 'session-ending',
      phase: 'active',
      clusterName: 'dev-eu',
      role: 'cluster-reader',
      expiresAt: at(0.5),
    },
    {
      ...granted,
      ...erin,
      id: 'session-erin',
      phase: 'active',
      expiresAt: at(128),
    },
    { ...base, id: 'session-requested', phase: 'requested', origin: 'slack' },
    { ...base, id: 'session-approved', phase: 'approved' },
    { ...base, id: 'session-granting', phase: 'granting' },
    {
      ...granted,
      ...erin,
      id: 'session-revoking',
      phase: 'revoking',
      expiresAt: at(-2),
      endReason: 'expired',
      message:
        'Rancher has deleted the binding, but the cluster prod-eu does not answer, so it is not known yet whether its rights are gone there too. Trying again in 10 seconds.',
    },
    {
      ...over,
      id: 'session-revoked',
      phase: 'revoked',
      endReason: 'revoked',
      endedBy: 'user:default/petra',
    },
    {
      ...over,
      id: 'session-archived',
      phase: 'archived',
      endReason: 'released',
      endedBy: base.holder,
      archive,
    },
    {
      ...over,
      ...erin,
      id: 'session-truncated',
      phase: 'archived',
      endReason: 'lost',
      archive: { ...archive, truncated: true, url: undefined },
      reason:
        '<img src=x onerror="alert(1)"> **bold** [link](javascript:alert(1)) a_very_long_word_without_any_place_to_break_it_which_must_not_push_the_page_wider_than_the_window',
    },
    {
      ...base,
      id: 'session-denied',
      phase: 'denied',
      message: 'Not during the release freeze. Ask again on Monday.',
    },
    { ...base, id: 'session-cancelled', phase: 'cancelled' },
    { ...base, id: 'session-lapsed', phase: 'lapsed' },
    {
      ...base,
      id: 'session-failed',
      phase: 'failed',
      message: 'Rancher refused the binding: role "cluster-owner" is locked.',
    },
  ];
}

/** What happened in a session so far. */
export function sampleTimeline(session: AccessSession): SessionEvent[] {
  const rows: Array<Omit<SessionEvent, 'sequence'> | undefined> = [
    {
      at: session.requestedAt,
      type: 'requested',
      actor: session.holder,
      message: `Asked for ${session.role} on ${session.clusterName}.`,
    },
    session.activeAt
      ? {
          at: session.activeAt,
          type: 'granted',
          message: `Bound ${session.role} in Rancher as crtb-4k2xw.`,
        }
      : undefined,
    session.activeAt
      ? {
          at: session.activeAt,
          type: 'announced',
          message: 'Announced in #cluster-access.',
        }
      : undefined,
    session.endedAt
      ? {
          at: session.endedAt,
          type: 'revoked',
          actor: session.endedBy,
          message: 'The binding is gone, and so are the rights in the cluster.',
        }
      : undefined,
    session.archive
      ? {
          at: session.archive.createdAt,
          type: 'archived',
          message: `Archived ${session.archive.lines} audit lines.`,
        }
      : undefined,
  ];
  return rows.flatMap((row, index) =>
    row ? [{ ...row, sequence: index + 1 }] : [],
  );
}
