/**
 * Extension points of the cluster access backend.
 *
 * @packageDocumentation
 */
export * from './audit';
export * from './desk';
export * from './extensions';
export * from './grants';
export * from './notifier';
export * from './retry';
