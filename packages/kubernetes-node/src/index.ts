/**
 * Kubernetes client, watch cache, workqueue and Lease elector for controllers in Node.js.
 *
 * @packageDocumentation
 */
export { type BackoffOptions, backoffDelay } from './backoff';
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
export { type Clock, sleep, systemClock } from './clock';
export * from './types';
