import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type {
  AuditLine,
  AuditLogSource,
  AuditLogStatement,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { fromBuffer } from 'yauzl';

/** A session that has ended, for tests. */
export const endedSession: AccessSession = {
  id: '5f0c1f0e-8f2b-4d39-9a2b-3f1c8a7d6e21',
  phase: 'revoked',
  holder: 'user:default/erin',
  holderName: 'Erin Engineer',
  cluster: 'c-m-abcde',
  clusterName: 'production',
  role: 'cluster-admin',
  reason: 'Pods of the shop do not start',
  durationSeconds: 1800,
  origin: 'portal',
  requestedAt: '2026-10-04T00:00:00.000Z',
  activeAt: '2026-10-04T00:00:01.000Z',
  expiresAt: '2026-10-04T00:30:01.000Z',
  endedAt: '2026-10-04T00:30:02.000Z',
  endReason: 'expired',
};

/** A source that hands out these lines, and remembers what it was asked and whether it was closed. */
export class FixedSource implements AuditLogSource {
  readonly id = 'fixed';
  readonly asked: Array<Parameters<AuditLogSource['read']>[0]> = [];
  closed = false;

  constructor(
    private readonly lines: Iterable<AuditLine>,
    private readonly statement: AuditLogStatement = {
      query: '{container="rancher-audit-log"}',
      truncated: false,
      caveats: ['kubectl exec leaves no line.'],
    },
  ) {}

  async *read(
    query: Parameters<AuditLogSource['read']>[0],
    signal: AbortSignal,
  ): AsyncGenerator<AuditLine, AuditLogStatement> {
    this.asked.push(query);
    try {
      for (const line of this.lines) {
        signal.throwIfAborted();
        yield line;
      }
      return this.statement;
    } finally {
      this.closed = true;
    }
  }
}

/** The entries of a zip in their order, with what an unpacker would set their times to. */
export async function unzip(
  zip: Buffer,
): Promise<Array<{ name: string; content: string; modified: string }>> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (openError, file) => {
      if (openError) {
        reject(openError);
        return;
      }
      const entries: Array<{
        name: string;
        content: string;
        modified: string;
      }> = [];
      file.on('error', reject);
      file.on('end', () => resolve(entries));
      file.on('entry', entry => {
        file.openReadStream(entry, async (error, stream) => {
          if (error) {
            reject(error);
            return;
          }
          try {
            const chunks: Buffer[] = [];
            for await (const chunk of stream) {
              chunks.push(Buffer.from(chunk));
            }
            const at = entry.getLastModDate();
            entries.push({
              name: entry.fileName,
              content: Buffer.concat(chunks).toString('utf8'),
              modified: [at.getHours(), at.getMinutes(), at.getSeconds()].join(
                ':',
              ),
            });
            file.readEntry();
          } catch (readError) {
            reject(readError);
          }
        });
      });
      file.readEntry();
    });
  });
}
