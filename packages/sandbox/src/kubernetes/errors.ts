import { type FieldError, invalidStatus } from './schema';
import type { GroupResource } from './types';

export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** The API's answer to what failed (`meta/v1.Status`). */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code: number;
}

/** What a request fails with: its Status is the answer's body. */
export class ApiError extends Error {
  readonly name = 'ApiError';

  constructor(readonly status: Status) {
    super(status.message);
  }

  get code(): number {
    return this.status.code;
  }

  get reason(): string | undefined {
    return this.status.reason;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError';
}

export function failure(
  code: number,
  reason: string,
  message: string,
  details?: Status['details'],
): ApiError {
  return new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code,
  });
}

/** `configmaps`, `deployments.apps`: how messages name a type. */
export function qualified({ group, resource }: GroupResource): string {
  return group ? `${resource}.${group}` : resource;
}

function about(
  type: GroupResource,
  name?: string,
): NonNullable<Status['details']> {
  return {
    ...(name && { name }),
    ...(type.group && { group: type.group }),
    kind: type.resource,
  };
}

export const badRequest = (message: string) =>
  failure(400, 'BadRequest', message);

export const unauthorized = () => failure(401, 'Unauthorized', 'Unauthorized');

export const notFound = (type: GroupResource, name: string) =>
  failure(
    404,
    'NotFound',
    `${qualified(type)} "${name}" not found`,
    about(type, name),
  );

/** For a path nobody serves. */
export const unknownPath = () =>
  failure(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );

export const methodNotAllowed = () =>
  failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

export const alreadyExists = (type: GroupResource, name: string) =>
  failure(
    409,
    'AlreadyExists',
    `${qualified(type)} "${name}" already exists`,
    about(type, name),
  );

export const conflict = (
  type: GroupResource,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
) =>
  failure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(type)} "${name}": ${why}`,
    about(type, name),
  );

export const forbidden = (
  type: GroupResource,
  name: string | undefined,
  why: string,
  causes?: StatusCause[],
) =>
  failure(
    403,
    'Forbidden',
    `${qualified(type)}${name ? ` "${name}"` : ''} is forbidden: ${why}`,
    { ...about(type, name), ...(causes && { causes }) },
  );

export const forbiddenPath = (why: string) =>
  failure(403, 'Forbidden', `forbidden: ${why}`, {});

export const expired = (message: string) => failure(410, 'Expired', message);

export const unsupportedMediaType = (accepted: string[]) =>
  failure(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );

export const notAcceptable = (accepted: string[]) =>
  failure(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );

/** @param seconds - when to try again, as the Retry-After header says, too */
export const tooManyRequests = (seconds: number) =>
  failure(
    429,
    'TooManyRequests',
    'The server has received too many requests and has asked us to try again later',
    { retryAfterSeconds: seconds },
  );

export const internalError = (message: string) =>
  failure(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });

/** A refused object: 422 with one cause a field. */
export function unprocessable(
  kind: { kind: string; group: string },
  name: string,
  errors: FieldError[],
): ApiError {
  return new ApiError(
    invalidStatus({ kind: kind.kind, group: kind.group, name }, errors),
  );
}
