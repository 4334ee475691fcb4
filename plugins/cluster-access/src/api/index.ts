export { AccessRefusedError, isAccessRefusedError } from './AccessRefusedError';
export { ClusterAccessClient } from './ClusterAccessClient';
export { clusterAccessApiRef } from './clusterAccessApiRef';
export type {
  ClusterAccessApi,
  ListSessionsOptions,
  SessionScope,
} from './types';
