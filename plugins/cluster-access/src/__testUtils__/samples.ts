import type {
  AccessOptions,
  AccessSession,
  SessionArchive,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/** A session that is active, with what the test says otherwise. */
export function sampleSession(
  change: Partial<AccessSession> = {},
): AccessSession {
  return {
    id: 'd6a5cdb8-session',
    phase: 'active',
    holder: 'user:default/erin',
    holderName: 'Erin Engineer',
    cluster: 'c-m-prod0001',
    clusterName: 'prod-eu',
    role: 'cluster-member',
    reason: 'INC-4711: checkout answers 503',
    durationSeconds: 900,
    origin: 'portal',
    requestedAt: '2026-01-31T08:59:50.000Z',
    activeAt: '2026-01-31T09:00:00.000Z',
    expiresAt: '2026-01-31T09:15:00.000Z',
    ...change,
  };
}

export const sampleArchive: SessionArchive = {
  store: 'folder',
  locator: 'd6a5cdb8.zip',
  fileName: 'prod-eu-erin.zip',
  size: 48_213,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  lines: 1284,
  truncated: false,
  createdAt: '2026-01-31T09:16:00.000Z',
};

export const sampleOptions: AccessOptions = {
  options: [
    {
      cluster: 'c-m-prod0001',
      clusterName: 'prod-eu',
      roles: [
        {
          name: 'read-only',
          displayName: 'Read only',
          maxDurationSeconds: 14_400,
        },
        {
          name: 'cluster-owner',
          displayName: 'Cluster owner',
          maxDurationSeconds: 1800,
        },
      ],
    },
    {
      cluster: 'c-m-dev00001',
      clusterName: 'dev-eu',
      roles: [
        {
          name: 'cluster-member',
          displayName: 'Cluster member',
          maxDurationSeconds: 600,
        },
      ],
    },
  ],
  durations: [900, 1800, 3600],
  reason: { minLength: 10, maxLength: 200 },
  problems: [],
};
