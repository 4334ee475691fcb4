import type {
  ArchiveFile,
  AuditLogSource,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, addAbortSignal } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { toJsonLines, type AuditLogSummary } from './auditLog';
import { archiveDocuments, type ArchiveFacts } from './documents';
import { archiveFileName } from './fileName';

export interface BuildArchiveOptions extends Omit<ArchiveFacts, 'source'> {
  source: AuditLogSource;
  /** Where the temporary file goes; created if missing. */
  directory: string;
  signal: AbortSignal;
}

/** An archive in a temporary file, on its way to a store. */
export interface BuiltArchive extends ArchiveFile {
  /** How many audit lines it holds. */
  lines: number;
  /** Whether the audit log source held back lines. */
  truncated: boolean;
  /** Removes the temporary file. May be called again. */
  dispose(): Promise<void>;
}

/**
 * Reads the audit lines of a session and writes them into a zip, with what an auditor needs to read and check them.
 * Lines flow from the source to the disk; none is kept, however many there are. The same input gives the same bytes.
 *
 * @throws RetryLaterError when the source asks for a pause; whatever is thrown, no temporary file is left behind
 */
export async function buildArchive(
  options: BuildArchiveOptions,
): Promise<BuiltArchive> {
  const { session, directory, signal } = options;
  signal.throwIfAborted();
  await mkdir(directory, { recursive: true });
  const folder = await mkdtemp(join(directory, 'archive-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'archive.zip');
    const { summary, size, sha256 } = await writeZip(path, options);
    return {
      fileName: archiveFileName(session),
      session,
      size,
      sha256,
      lines: summary.lines,
      truncated: summary.statement.truncated,
      open: () => createReadStream(path),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function writeZip(path: string, options: BuildArchiveOptions) {
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const zip = new ZipFile();
  const hash = createHash('sha256');
  let size = 0;

  async function* measure(chunks: AsyncIterable<string | Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += Buffer.byteLength(chunk);
      yield chunk;
    }
  }

  // The first of the two that fails stops the other, and its error is the one to tell.
  const orStopTheOther = <T>(work: Promise<T>): Promise<T> =>
    work.catch(error => {
      failure.abort(error);
      throw error;
    });
  const [filled, written] = await Promise.allSettled([
    orStopTheOther(fillZip(zip, options, signal)),
    orStopTheOther(
      pipeline(
        zip.outputStream,
        measure,
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        {
          signal,
        },
      ),
    ),
  ]);
  if (filled.status === 'rejected' || written.status === 'rejected') {
    throw failure.signal.reason;
  }
  return { summary: filled.value, size, sha256: hash.digest('hex') };
}

async function fillZip(
  zip: ZipFile,
  options: BuildArchiveOptions,
  signal: AbortSignal,
): Promise<AuditLogSummary> {
  const { session, source, subject, window } = options;
  const entry = {
    mtime: asDosTime(session.endedAt ? new Date(session.endedAt) : window.to),
    mode: 0o100640,
    forceDosTimestamp: true,
  };

  let summary: AuditLogSummary | undefined;
  async function* auditLog() {
    summary = yield* toJsonLines(
      source.read(
        { subject, cluster: session.cluster, from: window.from, to: window.to },
        signal,
      ),
    );
  }
  const lines = addAbortSignal(signal, Readable.from(auditLog()));
  zip.addReadStream(lines, 'audit.jsonl', entry);
  await finished(lines);
  if (!summary) {
    throw new Error('The audit log ended without a word on how complete it is');
  }

  for (const document of archiveDocuments(
    { ...options, source: source.id },
    summary,
  )) {
    zip.addBuffer(document.content, document.name, entry);
  }
  zip.end();
  return summary;
}

/**
 * Zip keeps the hands of a clock without a time zone, and the writer reads them off the machine's own clock. Turned so
 * that they show UTC, they are the same on every machine.
 */
function asDosTime(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}
