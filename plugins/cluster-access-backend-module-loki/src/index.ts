/**
 * Reads Rancher audit log lines from Loki for cluster access sessions.
 *
 * @packageDocumentation
 */
export { clusterAccessModuleLoki as default } from './module';
