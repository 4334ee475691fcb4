/**
 * Requests cluster access from Slack and announces sessions there.
 *
 * @packageDocumentation
 */
export { clusterAccessModuleSlack as default } from './module';
