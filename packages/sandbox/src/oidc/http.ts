import type { ErrorRequestHandler, Request } from 'express';
import type { Given } from './authorize';
import { messagePage } from './page';
import { OAuthError } from './types';

export const answerErrors: ErrorRequestHandler = (
  error: unknown,
  request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const known = error instanceof OAuthError;
  const status = known ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  if (request.path === '/authorize') {
    response
      .status(status)
      .type('html')
      .send(messagePage('Cannot sign in', message));
    return;
  }
  response.status(status).json({
    error: known ? error.code : 'server_error',
    error_description: message,
  });
};

/** Parameters of the form of a POST, otherwise of the address. */
export function parametersOf(request: Request): Given {
  const source: unknown =
    request.method === 'POST' ? request.body : request.query;
  const values = new Map(
    typeof source === 'object' && source !== null ? Object.entries(source) : [],
  );
  return name => {
    const value: unknown = values.get(name);
    return typeof value === 'string' ? value : undefined;
  };
}
