import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';

const MAX_PART_LENGTH = 60;

/**
 * Name of a session's archive, `2026-10-04_production_erin_<session id>.zip`: sorts by day, tells a person what it holds,
 * and is the same however often the archive is built. Letters, digits, dots and hyphens only, so that it is safe as a
 * file name, in a URL and in a header.
 */
export function archiveFileName(session: AccessSession): string {
  const day = (
    session.endedAt ??
    session.expiresAt ??
    session.requestedAt
  ).slice(0, 10);
  const holder = session.holder.slice(session.holder.lastIndexOf('/') + 1);
  return `${[day, session.clusterName, holder, session.id]
    .map(toPart)
    .join('_')}.zip`;
}

function toPart(text: string): string {
  const part = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .slice(0, MAX_PART_LENGTH)
    .replace(/^[.-]+|[.-]+$/g, '');
  return part === '' ? 'unnamed' : part;
}
