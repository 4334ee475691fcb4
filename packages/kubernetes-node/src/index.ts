/**
 * Kubernetes client, watch cache, workqueue and Lease elector for controllers in Node.js.
 *
 * @packageDocumentation
 */
export { type BackoffOptions, backoffDelay } from './backoff';
export type { CacheSelection } from './cache/CacheState';
export type { CacheChange, IndexFunction } from './cache/ObjectStore';
export { compareResourceVersions } from './cache/resourceVersion';
export {
  WatchCache,
  type WatchCacheOptions,
  withoutManagedFields,
} from './cache/WatchCache';
export {
  createKubernetesClient,
  type KubernetesClientOptions,
} from './client/createKubernetesClient';
export {
  isKubernetesRequestError,
  KubernetesRequestError,
  type StatusDetails,
} from './client/errors';
export {
  type KubernetesConnectionConfig,
  loadKubeConfig,
  parseKubeConfig,
} from './client/loadKubeConfig';
export { type Clock, sleep, systemClock, within } from './clock';
export {
  LeaseElector,
  type LeaseElectorOptions,
} from './election/LeaseElector';
export {
  WorkQueue,
  type WorkQueueOptions,
  type WorkQueueStats,
} from './queue/WorkQueue';
export * from './types';
