/**
 * Pure generators `(validated input) -> files`, their validation, and edits of existing files.
 *
 * @packageDocumentation
 */
export * from './cloudformation';
export * from './fields';
export * from './files';
export * from './goTemplate';
export * as hcl from './hcl';
export * from './kubernetes';
export * from './networking';
export * from './organisation';
export type { JsonObject, JsonValue } from './records';
export * from './secrets';
export * from './terraform';
export * from './validation';
export * from './yaml';
