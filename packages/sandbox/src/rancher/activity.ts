import { actionNames, noise } from './actions';
import type { AuditLog } from './auditLog';
import type { DownstreamClusters } from './downstream';
import { backgroundUsers } from './seeds';
import type { WorkOptions } from './types';

export interface ActivityOptions {
  downstream: DownstreamClusters;
  log: AuditLog;
  work: (options: WorkOptions) => void;
  /** Ids of the users who work when they have access. */
  workers: string[];
  intervalMs: number;
  /** From 0 to below 1. */
  random: () => number;
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)];
}

/**
 * Lets everyone who has access work a little, and others go about their day. Answers with what ends it.
 */
export function startActivity(options: ActivityOptions): () => void {
  const { downstream, log, work, workers, intervalMs, random } = options;
  const timer = setInterval(() => {
    downstream
      .list()
      .filter(({ subject }) => workers.includes(subject))
      .forEach(({ subject, cluster }) => {
        const count = 1 + Math.floor(random() * 3);
        work({
          user: subject,
          cluster,
          actions: Array.from({ length: count }, () =>
            pick(actionNames, random),
          ),
        });
      });
    log.write(pick(backgroundUsers, random), pick(noise, random)());
  }, intervalMs);
  return () => clearInterval(timer);
}
