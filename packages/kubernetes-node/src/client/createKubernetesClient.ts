import { InputError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Clock, systemClock } from '../clock';
import type { KubernetesClient } from '../types';
import { KubeConfigCredentials } from './credentials';
import { RestKubernetesClient } from './RestKubernetesClient';
import { Transport } from './transport';

/** @public */
export interface KubernetesClientOptions {
  /** Where and as whom; see `loadKubeConfig`. Its current context is used. */
  kubeConfig: KubeConfig;
  /** Default: `cluster-self-service` */
  userAgent?: string;
  /** Default: 30,000. Also the time in which a watch must start. */
  requestTimeoutMs?: number;
  limits?: {
    /** Connections for requests; watches have their own. More requests wait in line. Default: 64 */
    maxConnections?: number;
    /** How often a request is sent again that the API server throttles (429). Default: 5 */
    throttleRetries?: number;
    /** Longest pause taken when the API server asks for one. Default: 30,000 */
    maxRetryAfterMs?: number;
    /**
     * A watch without a sign of life for so long is dead. Not every API server sends bookmarks when nothing happens, so
     * ask for watches with a `timeoutSeconds` below this. Default: 90,000
     */
    watchIdleTimeoutMs?: number;
    /** Default: 256 MiB */
    maxAnswerBytes?: number;
  };
  clock?: Clock;
  /** Number in [0, 1), for jitter. */
  random?: () => number;
}

/**
 * Makes a client of one API server. Connections are kept and shared; a client needs no closing.
 *
 * @throws InputError when the kubeconfig has no current cluster
 * @public
 */
export function createKubernetesClient(
  options: KubernetesClientOptions,
): KubernetesClient {
  const { limits = {}, clock = systemClock } = options;
  const cluster = options.kubeConfig.getCurrentCluster();
  if (!cluster) {
    throw new InputError(
      'The kubeconfig has no current context with a cluster',
    );
  }
  const maxAnswerBytes = limits.maxAnswerBytes ?? 256 * 1024 * 1024;
  const transport = new Transport({
    server: cluster.server,
    credentials: new KubeConfigCredentials(options.kubeConfig, {
      clock,
      maxConnections: limits.maxConnections ?? 64,
    }),
    userAgent: options.userAgent ?? 'cluster-self-service',
    clock,
    random: options.random ?? Math.random,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    throttleRetries: limits.throttleRetries ?? 5,
    maxRetryAfterMs: limits.maxRetryAfterMs ?? 30_000,
    maxAnswerBytes,
  });

  return new RestKubernetesClient(transport, {
    clock,
    idleTimeoutMs: limits.watchIdleTimeoutMs ?? 90_000,
    maxEventBytes: maxAnswerBytes,
  });
}
