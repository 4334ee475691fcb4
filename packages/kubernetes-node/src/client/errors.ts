import { CustomErrorBase } from '@backstage/errors';

/** The API server's word on what failed, as `Status.details` has it. @public */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: Array<{ reason?: string; message?: string; field?: string }>;
  retryAfterSeconds?: number;
}

/**
 * A request to an API server that failed. Its `name` is that of the error of `@backstage/errors` that fits, so that
 * `error.name === 'NotFoundError'` tells it: `InputError` (400, 422), `AuthenticationError` (401), `NotAllowedError`
 * (403), `NotFoundError` (404), `ConflictError` (409), `ServiceUnavailableError` (429, 502, 503, 504 and no answer at
 * all); for all others `KubernetesRequestError`. Holds no header and no body of the request.
 *
 * @public
 */
export class KubernetesRequestError extends CustomErrorBase {
  /** Of the answer; absent when there was none. */
  readonly statusCode?: number;
  /** `Status.reason`: `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, `Expired` ... */
  readonly reason?: string;
  readonly details?: StatusDetails;
  /** Method and path, without host and query. */
  readonly request: string;

  constructor(
    message: string,
    options: {
      request: string;
      statusCode?: number;
      reason?: string;
      details?: StatusDetails;
      cause?: unknown;
    },
  ) {
    super(message, options.cause);
    this.name = errorName(options.statusCode);
    this.statusCode = options.statusCode;
    this.reason = options.reason;
    this.details = options.details;
    this.request = options.request;
  }
}

/** @public */
export function isKubernetesRequestError(
  error: unknown,
): error is KubernetesRequestError {
  return error instanceof KubernetesRequestError;
}

function errorName(statusCode: number | undefined): string {
  switch (statusCode) {
    case 400:
    case 422:
      return 'InputError';
    case 401:
      return 'AuthenticationError';
    case 403:
      return 'NotAllowedError';
    case 404:
      return 'NotFoundError';
    case 409:
      return 'ConflictError';
    case 429:
    case 502:
    case 503:
    case 504:
    case undefined:
      return 'ServiceUnavailableError';
    default:
      return 'KubernetesRequestError';
  }
}

/** The part of a Status that is shown. */
interface Status {
  message?: string;
  reason?: string;
  code?: number;
  details?: StatusDetails;
}

/**
 * Makes the error of an answer that is no success.
 *
 * @param body - text of the answer; a Status as JSON, or whatever a proxy in between said
 */
export function errorOfAnswer(
  request: string,
  statusCode: number,
  body: string,
): KubernetesRequestError {
  const status = parseStatus(body);
  const said = status?.message ?? body.slice(0, 200).trim();
  return new KubernetesRequestError(
    status?.message ||
      `${request} was answered with ${statusCode}${said && `: ${said}`}`,
    { request, statusCode, reason: status?.reason, details: status?.details },
  );
}

/** Makes the error of a Status that comes inside a watch. */
export function errorOfStatus(
  request: string,
  status: unknown,
): KubernetesRequestError {
  const { message, reason, code, details } = readStatus(status) ?? {};
  return new KubernetesRequestError(
    message || `${request} ended with an error`,
    {
      request,
      statusCode: code ?? 500,
      reason,
      details,
    },
  );
}

function parseStatus(body: string): Status | undefined {
  try {
    return readStatus(JSON.parse(body));
  } catch {
    return undefined; // no JSON: a proxy's page, or plain text, which the caller shows as it is
  }
}

function readStatus(value: unknown): Status | undefined {
  if (!isRecord(value) || value.kind !== 'Status') {
    return undefined;
  }
  return {
    message: typeof value.message === 'string' ? value.message : undefined,
    reason: typeof value.reason === 'string' ? value.reason : undefined,
    code: typeof value.code === 'number' ? value.code : undefined,
    details: isRecord(value.details) ? value.details : undefined,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
