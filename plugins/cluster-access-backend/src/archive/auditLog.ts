import type {
  AuditLine,
  AuditLogStatement,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash } from 'node:crypto';

/** What was written into `audit.jsonl`. */
export interface AuditLogSummary {
  lines: number;
  /** Size in bytes. */
  bytes: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
  firstAt?: Date;
  lastAt?: Date;
  statement: AuditLogStatement;
}

// Handing each line on by itself costs more than compressing it.
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Turns audit lines into the bytes of a JSON Lines file, chunk by chunk. The generator's return value sums up what went
 * through. Holds one chunk at a time.
 */
export async function* toJsonLines(
  lines: AsyncGenerator<AuditLine, AuditLogStatement>,
): AsyncGenerator<Buffer, AuditLogSummary> {
  const hash = createHash('sha256');
  let count = 0;
  let bytes = 0;
  let firstAt: Date | undefined;
  let lastAt: Date | undefined;
  let pending = '';

  const take = (): Buffer => {
    const chunk = Buffer.from(pending, 'utf8');
    pending = '';
    hash.update(chunk);
    bytes += chunk.length;
    return chunk;
  };

  try {
    let next = await lines.next();
    while (!next.done) {
      const line = next.value;
      count += 1;
      firstAt ??= line.at;
      lastAt = line.at;
      // A line break inside JSON is white space; left in, one line of the log would read as two.
      pending += `${line.raw.replace(/\r?\n/g, ' ')}\n`;
      if (pending.length >= CHUNK_CHARACTERS) {
        yield take();
      }
      next = await lines.next();
    }
    if (pending !== '') {
      yield take();
    }
    return {
      lines: count,
      bytes,
      sha256: hash.digest('hex'),
      firstAt,
      lastAt,
      statement: next.value,
    };
  } finally {
    // Stopped half-way: let the source close its connection. Resolves at once where it has finished.
    await lines.return({ query: '', truncated: true, caveats: [] });
  }
}
