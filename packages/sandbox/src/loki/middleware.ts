import type { ErrorRequestHandler, RequestHandler } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../types';
import { ParseError } from './logql';
import { BadRequest } from './parameters';

/** Turns away who does not give what a gateway in front of Loki, or Loki with several tenants, asks for. */
export function requireAccess(options: {
  authorization?: string;
  requireTenant: boolean;
}): RequestHandler {
  return (request, response, next) => {
    if (
      options.authorization &&
      request.headers.authorization !== options.authorization
    ) {
      response.status(401).type('text/plain').send('401 Unauthorized\n');
    } else if (options.requireTenant && !request.header('x-scope-orgid')) {
      response.status(401).type('text/plain').send('no org id\n');
    } else {
      next();
    }
  };
}

/** Misbehaves as the faults say. */
export function strikeFaults(faults: Faults): RequestHandler {
  return async (_, response, next) => {
    const slow = faults.strike('slow');
    if (slow) {
      await sleep(Number(slow.milliseconds ?? 2000), undefined, { ref: false });
    }
    const tooMany = faults.strike('too-many-requests');
    if (tooMany) {
      response.setHeader('Retry-After', String(tooMany.retryAfterSeconds ?? 1));
      response
        .status(429)
        .type('text/plain')
        .send('too many outstanding requests\n');
      return;
    }
    const broken = faults.strike('server-error');
    if (broken) {
      const status = Number(broken.status ?? 500);
      response
        .status(status)
        .type('text/plain')
        .send('rpc error: code = Unavailable\n');
      return;
    }
    next();
  };
}

/** Answers in plain text, as Loki does. */
export const answerErrors: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const known =
    error instanceof ParseError ||
    error instanceof BadRequest ||
    isBodyError(error);
  const message = error instanceof Error ? error.message : String(error);
  response
    .status(known ? 400 : 500)
    .type('text/plain')
    .send(`${message}\n`);
};

/** What express.json throws on a body that is no JSON. */
function isBodyError(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 400;
}
