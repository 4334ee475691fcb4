/**
 * Extension points of the cluster access backend.
 *
 * @packageDocumentation
 */
export * from './audit';
export * from './config';
export * from './desk';
export * from './duration';
export * from './extensions';
export * from './grants';
export * from './notifier';
export * from './retry';
