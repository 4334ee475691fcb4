/**
 * IAM policies as data: parse, print, look up, lint, evaluate, and build cross-account role pairs.
 *
 * @packageDocumentation
 */
export * from './arn';
export * from './catalogue';
export * from './document';
export * from './evaluator';
export * from './fields';
export * from './hash';
export * from './limits';
export * from './linter';
export * from './pattern';
export * from './roles';
