/**
 * Types and permissions shared by the cluster access plugins.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './permissions';
export * from './request';
export * from './session';
