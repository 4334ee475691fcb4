export { createRouter } from './createRouter';
export type { HealthReport, RouteParts } from './parts';
export { SessionAuthorizer } from './SessionAuthorizer';
