/**
 * Ask for, watch, give back and review short cluster access in Backstage.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './api';
export { rootRouteRef, sessionRouteRef } from './routes';
