import type {
  AuditLine,
  AuditLogSource,
  AuditLogStatement,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { concernsCluster, readAuditLine } from './auditLine';
import type { LokiConfig } from './config';
import { LokiClient } from './LokiClient';
import type { LokiEntry } from './outcome';
import { readPages } from './pages';
import { auditQuery } from './query';
import { RecentIds } from './RecentIds';
import { withRetries } from './retries';

/** How far apart a line and its double may stand to be known as such, in lines. */
const REMEMBERED_IDS = 100_000;

const CAVEATS = [
  'What runs inside a "kubectl exec", "attach" or "port-forward" is not logged, and such a connection may leave no line at all.',
  "How much a line tells depends on the level of Rancher's audit log: request bodies from level 2 on, response bodies from level 3 on.",
  'An AuditPolicy of Rancher with a deny filter keeps requests from being logged.',
  'Requests that do not go through Rancher, for example with a certificate straight to the cluster, are not in this log.',
];

/** Where time comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const systemClock: Clock = {
  now: Date.now,
  pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/** Rancher's API audit log in Loki. */
export class LokiAuditLogSource implements AuditLogSource {
  readonly id = 'loki';

  static create(
    config: LokiConfig,
    clock: Clock = systemClock,
  ): LokiAuditLogSource {
    return new LokiAuditLogSource(
      config,
      clock,
      new LokiClient({ ...config, now: clock.now }),
    );
  }

  private constructor(
    private readonly config: LokiConfig,
    private readonly clock: Clock,
    private readonly client: LokiClient,
  ) {}

  async *read(
    asked: { subject: string; cluster: string; from: Date; to: Date },
    signal: AbortSignal,
  ): AsyncGenerator<AuditLine, AuditLogStatement> {
    const { selector, limit, maxLines, maxReadMilliseconds } = this.config;
    const query = auditQuery(selector, asked.subject);
    const gaps: string[] = [];
    const statement = (): AuditLogStatement => ({
      query,
      truncated: gaps.length > 0,
      caveats: [...gaps, ...CAVEATS],
    });

    const end = nanoseconds(asked.to);
    const pages = readPages(
      (range, pageLimit) =>
        withRetries(
          () =>
            this.client.queryRange(
              { query, ...range, limit: pageLimit },
              signal,
            ),
          milliseconds => this.clock.pause(milliseconds, signal),
        ),
      { start: nanoseconds(asked.from), end },
      {
        limit,
        onOverflow: at =>
          gaps.push(
            `Loki holds more lines of ${isoTime(
              at,
            )} than it gives out; some are missing.`,
          ),
      },
    );

    const deadline = this.clock.now() + maxReadMilliseconds;
    const known = new RecentIds(REMEMBERED_IDS);
    let lines = 0;
    for await (const { entries, readTo } of pages) {
      for (const entry of entries) {
        const line = toAuditLine(entry, asked);
        if (!line || !known.add(line.id)) {
          continue;
        }
        if (lines === maxLines) {
          gaps.push(
            `Only the first ${maxLines} lines were read; those from ${isoTime(
              entry.at,
            )} on are missing.`,
          );
          return statement();
        }
        lines += 1;
        yield line;
      }
      if (readTo < end && this.clock.now() > deadline) {
        gaps.push(
          `Reading took too long and was stopped; lines from ${isoTime(
            readTo,
          )} on are missing.`,
        );
        return statement();
      }
    }
    return statement();
  }
}

/** The line for the archive, unless it is about something else than this person on this cluster. */
function toAuditLine(
  entry: LokiEntry,
  asked: { subject: string; cluster: string },
): AuditLine | undefined {
  const { auditId, requestUri, userName } = readAuditLine(entry.line);
  // Loki has compared the name, but with the label of that name, which the stream itself may have.
  if (userName !== undefined && userName !== asked.subject) {
    return undefined;
  }
  if (requestUri === undefined || !concernsCluster(requestUri, asked.cluster)) {
    return undefined;
  }
  return {
    at: new Date(Number(entry.at / 1_000_000n)),
    id:
      auditId ??
      `${entry.at}-${createHash('sha256').update(entry.line).digest('hex')}`,
    raw: entry.line,
  };
}

function nanoseconds(at: Date): bigint {
  return BigInt(at.getTime()) * 1_000_000n;
}

function isoTime(at: bigint): string {
  return new Date(Number(at / 1_000_000n)).toISOString();
}
