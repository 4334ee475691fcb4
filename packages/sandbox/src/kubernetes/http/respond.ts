import type { ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import { isApiError, type Status } from '../errors';

const COMMON = { 'Cache-Control': 'no-cache, private' };

export function respondText(
  response: ServerResponse,
  code: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, {
    ...COMMON,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}

/** @param json - serialised already */
export function respondJson(
  response: ServerResponse,
  code: number,
  json: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, {
    ...COMMON,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(json)),
    ...headers,
  });
  response.end(json);
}

export function respondYaml(
  response: ServerResponse,
  code: number,
  json: string,
): void {
  respondText(response, code, stringify(JSON.parse(json)), {
    'Content-Type': 'application/yaml',
  });
}

function statusOf(error: unknown): Status {
  if (isApiError(error)) {
    return error.status;
  }
  const message =
    error instanceof Error ? error.stack ?? error.message : String(error);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    code: 500,
  };
}

/** The Status of a failure; for what has begun already, nothing but the end of the connection can say so. */
export function respondError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = statusOf(error);
  const seconds = status.details?.retryAfterSeconds;
  respondJson(response, status.code, JSON.stringify(status), {
    ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
  });
}

/** Warnings are headers of the answer, one each. (RFC 7234, code 299) */
export function addWarning(response: ServerResponse, text: string): void {
  const quoted = text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?');
  response.appendHeader('Warning', `299 - "${quoted}"`);
}
