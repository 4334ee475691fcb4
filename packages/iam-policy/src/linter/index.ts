export type { LintKind } from './context';
export { applyCorrection, lintDocument, lintPolicy } from './lint';
export type { LintOptions } from './lint';
export { lintName } from './names';
export type { NameKind } from './names';
export type * from './types';
