import type { ActionName } from './actions';
import type { AuditSink } from './auditLog';
import type { DownstreamRight } from './downstream';
import type { SandboxCluster } from './seeds';
import type { RancherMode } from './status';

export interface RancherOptions {
  /** How long each step of a controller takes, in milliseconds; 20 without it. */
  latencyMs?: number;
  /** `legacy` without it. */
  mode?: RancherMode;
  /** Takes each line of the API audit log as it is written. */
  onAuditLine?: AuditSink;
  /** 0 metadata, 1 headers (without it), 2 request bodies, 3 response bodies. */
  auditLevel?: 0 | 1 | 2 | 3;
  /** People who have access work on their own, every so many milliseconds. Off without it. */
  activityIntervalMs?: number;
  /** From 0 to below 1; chooses what people do. */
  random?: () => number;
  now?: () => Date;
  /** Hears of errors in the controllers, which try again; without it they are warnings of the process. */
  onError?: (error: unknown) => void;
}

export interface WorkOptions {
  /** Id of a Rancher user. */
  user: string;
  cluster: string;
  actions: ActionName[];
}

/** A Rancher on top of the sandbox's Kubernetes API server. */
export interface Rancher {
  readonly clusters: readonly SandboxCluster[];

  /**
   * Whether a user may use a role on a cluster right now, as the downstream cluster sees it: what counts when one asks
   * whether access was really taken away.
   */
  isEffective(cluster: string, user: string, role: string): boolean;
  /** All rights that are in effect downstream. */
  effectiveRights(): DownstreamRight[];

  /** Cuts a cluster off or brings it back: its `Ready` condition, and whether its rights can change. */
  setReachable(cluster: string, reachable: boolean): void;

  /** A user signs in to Rancher, which is when SAML groups are read anew. */
  signIn(user: string, options?: { groups?: string[]; at?: Date }): void;

  /**
   * Someone does something on a cluster; the audit log says so, with 403 where they have no access.
   *
   * @returns the lines written
   */
  work(options: WorkOptions): string[];

  /** Someone else's everyday requests. @returns the lines written */
  writeNoise(lines: number): string[];

  stop(): void;
}
