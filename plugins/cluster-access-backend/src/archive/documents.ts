import type {
  AccessSession,
  SessionEvent,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { createHash } from 'node:crypto';
import { name, version } from '../../package.json';
import type { AuditLogSummary } from './auditLog';

/** Counts up when a reader of archives has to do something differently. */
export const ARCHIVE_FORMAT_VERSION = 1;

/** What an archive is made of, beside the audit lines. */
export interface ArchiveFacts {
  session: AccessSession;
  timeline: SessionEvent[];
  /** The holder's id in the grant provider. */
  subject: string;
  /** What was asked for: from inclusive, to exclusive. */
  window: { from: Date; to: Date };
  /** Id of the audit log source. */
  source: string;
  generatedAt: Date;
}

/** One file of the archive. */
export interface ArchiveDocument {
  name: string;
  content: Buffer;
}

/**
 * The files that stand beside `audit.jsonl`, in their fixed order. Pure: same facts, same bytes.
 */
export function archiveDocuments(
  facts: ArchiveFacts,
  log: AuditLogSummary,
): ArchiveDocument[] {
  const session = json('session.json', {
    session: facts.session,
    timeline: facts.timeline,
  });
  const metadata = json('metadata.json', metadataOf(facts, log));
  const readme = {
    name: 'README.txt',
    content: Buffer.from(readmeOf(facts, log), 'utf8'),
  };
  const checksums = [
    `${log.sha256}  audit.jsonl`,
    ...[session, metadata, readme].map(
      file => `${sha256(file.content)}  ${file.name}`,
    ),
  ];
  return [
    session,
    metadata,
    readme,
    {
      name: 'SHA256SUMS',
      content: Buffer.from(`${checksums.join('\n')}\n`, 'utf8'),
    },
  ];
}

function metadataOf(facts: ArchiveFacts, log: AuditLogSummary) {
  return {
    formatVersion: ARCHIVE_FORMAT_VERSION,
    generator: { name, version },
    generatedAt: facts.generatedAt.toISOString(),
    sessionId: facts.session.id,
    subject: facts.subject,
    cluster: facts.session.cluster,
    auditLog: {
      file: 'audit.jsonl',
      sha256: log.sha256,
      bytes: log.bytes,
      lines: log.lines,
      firstAt: log.firstAt?.toISOString(),
      lastAt: log.lastAt?.toISOString(),
      source: facts.source,
      query: log.statement.query,
      window: {
        from: facts.window.from.toISOString(),
        to: facts.window.to.toISOString(),
      },
    },
    completeness: {
      truncated: log.statement.truncated,
      statement: completenessOf(log),
      caveats: log.statement.caveats,
    },
  };
}

function completenessOf(log: AuditLogSummary): string {
  return log.statement.truncated
    ? 'INCOMPLETE: the audit log source held back lines that match the query.'
    : 'Every line that the audit log source returned for the query when this archive was made.';
}

function readmeOf(facts: ArchiveFacts, log: AuditLogSummary): string {
  const { session } = facts;
  const ended = session.endReason ? ` (${session.endReason})` : '';
  return `AUDIT ARCHIVE OF A CLUSTER ACCESS SESSION

Session   ${plain(session.id)}
Holder    ${plain(session.holderName)} (${plain(
    session.holder,
  )}, on the platform ${plain(facts.subject)})
Cluster   ${plain(session.clusterName)} (${plain(session.cluster)})
Role      ${plain(session.role)}
Reason    ${plain(session.reason)}
Began     ${session.activeAt ?? 'never'}
Ended     ${session.endedAt ?? 'not yet'}${ended}
Made      ${facts.generatedAt.toISOString()}

All times are in UTC.

WHAT IS IN IT

audit.jsonl     What the holder did on the cluster: ${
    log.lines
  } line(s) of the platform's
                own audit log, one JSON object a line, oldest first, as logged.
session.json    The session, and its timeline: who asked for it, who ended it and when.
metadata.json   How the audit lines were looked up, how many there are, and how
                complete they are.
SHA256SUMS      Checksums of the files above and of this one.

HOW COMPLETE IT IS

${completenessOf(log)}
${log.statement.caveats.map(caveat => `\n- ${plain(caveat)}`).join('')}

HOW TO CHECK IT

Unpack it into an empty folder and run there:

    sha256sum --check SHA256SUMS        (on macOS: shasum -a 256 --check SHA256SUMS)

It must say OK for each of the four files. That shows that the files still fit together.
To see that nobody has made another archive in its place, compare

    sha256sum <name of this zip>

with the checksum on the session's page in the portal.
`;
}

/** Text from outside on one line, without what could steer a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function json(fileName: string, value: object): ArchiveDocument {
  return {
    name: fileName,
    content: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`),
  };
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
