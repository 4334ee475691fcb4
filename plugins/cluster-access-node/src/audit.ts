import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Readable } from 'node:stream';

/** One line of the platform's audit log. @public */
export interface AuditLine {
  /** When the platform logged it. */
  at: Date;
  /** Identifies the line; the same line read twice has the same id. With Rancher its `auditID`. */
  id: string;
  /** The line as it was logged, without the line break. */
  raw: string;
}

/** What a reader of an archive must know about how complete it is. @public */
export interface AuditLogStatement {
  /** The query that was run, in the source's own language. */
  query: string;
  /** Whether the source held back lines that match. */
  truncated: boolean;
  /** What this source cannot show, in sentences for people. */
  caveats: string[];
}

/**
 * Reads what one person did on one cluster.
 *
 * @public
 */
export interface AuditLogSource {
  readonly id: string;

  /**
   * Reads in ascending time, each line once. The generator's return value is the statement on completeness.
   *
   * @param query.subject - `GrantSubject.id`
   * @param query.from - inclusive
   * @param query.to - exclusive
   * @throws RetryLaterError when the source asks for a pause
   */
  read(
    query: { subject: string; cluster: string; from: Date; to: Date },
    signal: AbortSignal,
  ): AsyncGenerator<AuditLine, AuditLogStatement>;
}

/** A finished archive on its way to a store. @public */
export interface ArchiveFile {
  fileName: string;
  session: AccessSession;
  /** Bytes. */
  size: number;
  sha256: string;
  /** Opens the zip from its beginning; may be called again for a retry. */
  open(): Readable;
}

/**
 * Keeps archives.
 *
 * @public
 */
export interface ArchiveStore {
  readonly id: string;

  /**
   * Stores an archive. Idempotent by `fileName`: storing the same one again leaves one.
   *
   * @throws RetryLaterError when the store asks for a pause
   */
  store(
    file: ArchiveFile,
    signal: AbortSignal,
  ): Promise<{ locator: string; url?: string }>;

  /** @throws NotFoundError when it is not there any more */
  open(locator: string): Promise<Readable>;
}
