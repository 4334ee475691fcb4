/**
 * Grants cluster access with Rancher's ClusterRoleTemplateBindings.
 *
 * @packageDocumentation
 */
export { clusterAccessModuleRancher as default } from './module';
