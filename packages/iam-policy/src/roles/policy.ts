import type { PolicyDocument, Statement } from '../document';

/** A policy of these statements, in the current version of the language. */
export function policyOf(statements: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}
