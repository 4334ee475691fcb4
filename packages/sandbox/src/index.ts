/**
 * The outside systems of cluster self-service on loopback.
 *
 * @packageDocumentation
 */
export * from './faults';
export * from './kubernetes';
export * from './loki';
export * from './oidc';
export * from './people';
export * from './ports';
export * from './rancher';
export * from './sandbox';
export * from './slack';
export * from './types';
export * from './waiting';
