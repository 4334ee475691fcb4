import { stringifyError } from '@backstage/errors';

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(stringifyError(thrown));
}

/** Whether a call failed because there is no such thing, or none that the reader may see. */
export function isNotFound(error: Error): boolean {
  return (
    error.name === 'NotFoundError' ||
    ('statusCode' in error && error.statusCode === 404)
  );
}

/** The reason that the backend gave, without the technical words around it; else the error's own message. */
export function messageOf(error: Error): string {
  return error.name === 'ResponseError' && error.cause instanceof Error
    ? error.cause.message
    : error.message;
}
