/**
 * Kubernetes client, watch cache, workqueue and Lease elector for controllers in Node.js.
 *
 * @packageDocumentation
 */
export * from './types';
