import type { AccessRequestProblem } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { CustomErrorBase } from '@backstage/errors';

/**
 * A request for access was refused; `problems` says why, field by field.
 *
 * @public
 */
export class AccessRefusedError extends CustomErrorBase {
  readonly name = 'AccessRefusedError' as const;

  constructor(message: string, readonly problems: AccessRequestProblem[]) {
    super(message);
  }
}

/** Tells the error by its name, so that it holds across copies of the package. @public */
export function isAccessRefusedError(
  error: unknown,
): error is AccessRefusedError {
  return (
    error instanceof Error &&
    error.name === 'AccessRefusedError' &&
    'problems' in error &&
    Array.isArray(error.problems)
  );
}
