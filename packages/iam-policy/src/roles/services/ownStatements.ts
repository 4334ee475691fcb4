import * as z from 'zod';
import { parsePolicy, readPolicy, type Statement } from '../../document';
import { InvalidFieldsError } from '../../fields';
import { lintDocument } from '../../linter';
import { policyOf } from '../policy';
import { narrowStatement } from './ownActions';
import { problemsOf } from './ownRules';

/**
 * Statements that somebody wrote: a policy as JSON text or as data, or a list of statements as data. They come out with every
 * action written out, each with those of its statement's resources that it takes.
 *
 * Refused is what {@link problemsOf} names, what the linter calls an error, and what is no policy at all.
 */
export const ownStatements = z
  .union(
    [
      z.string().max(65_536, 'use at most 65,536 characters'),
      z.array(z.unknown()),
      z.record(z.string(), z.unknown()),
    ],
    'give a policy as JSON text or as an object, or a list of statements',
  )
  .transform((given, context): Statement[] => {
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const statements = read(given, refuse);
    statements.forEach((statement, index) =>
      problemsOf(statement).forEach(message =>
        refuse([`Statement[${index}]`], message),
      ),
    );
    const narrowed = statements.flatMap(narrowStatement);
    if (context.issues.length === 0) {
      mistakesIn(narrowed).forEach(message => refuse(['Statement'], message));
    }
    return context.issues.length > 0 ? z.NEVER : narrowed;
  });

/** What the linter calls an error: ways to more rights, what can never apply. */
function mistakesIn(statements: Statement[]): string[] {
  return lintDocument(policyOf(statements), { kind: 'identity' })
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

function read(
  given: string | unknown[] | Record<string, unknown>,
  refuse: (path: string[], message: string) => void,
): Statement[] {
  if (isBareStatement(given)) {
    refuse(
      [],
      'put the statement into a list, or into the Statement of a policy',
    );
    return [];
  }
  try {
    const document =
      typeof given === 'string'
        ? parsePolicy(given)
        : readPolicy(
            Array.isArray(given)
              ? { Version: '2012-10-17', Statement: given }
              : given,
          );
    if (document.Version !== '2012-10-17') {
      refuse(['Version'], 'write "Version": "2012-10-17"');
    }
    return document.Statement;
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) {
      throw error;
    }
    error.problems.forEach(({ path, message }) =>
      refuse(path ? [path] : [], message),
    );
    return [];
  }
}

function isBareStatement(
  given: string | unknown[] | Record<string, unknown>,
): boolean {
  return (
    typeof given === 'object' &&
    !Array.isArray(given) &&
    'Effect' in given &&
    !('Statement' in given)
  );
}
