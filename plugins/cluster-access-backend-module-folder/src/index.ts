/**
 * Keeps audit archives of cluster access sessions in a folder.
 *
 * @packageDocumentation
 */
export { clusterAccessModuleFolder as default } from './module';
