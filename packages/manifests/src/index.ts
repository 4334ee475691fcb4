/**
 * Pure generators `(validated input) -> files`, their validation, and edits of existing files.
 *
 * @packageDocumentation
 */
export * from './argocd';
export * from './aws-config';
export * from './cloudformation';
export * from './cross-account';
export * from './edits';
export * as fields from './fields';
export * from './files';
export { escapeGoTemplate } from './goTemplate';
export type { GoTemplate } from './goTemplate';
export * as hcl from './hcl';
export * from './kubernetes';
export * from './kustomize';
export * from './linter';
export * from './networking';
export * from './organisation';
export type { JsonObject, JsonValue } from './records';
export * from './secrets';
export * from './spacelift';
export * from './terraform';
export * from './validation';
export * from './vault';
export * from './workloads';
export * from './yaml';
