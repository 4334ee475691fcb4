import express from 'express';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../types';
import { isRecord } from '../records';
import { Arguments } from './arguments';
import { RateLimitedError, SlackApiError } from './errors';
import type { JsonRecord } from './json';
import {
  chatMethods,
  conversationsMethods,
  usersMethods,
  viewsMethods,
} from './methods';
import type { Method, MethodContext } from './methods';
import type { RateLimits } from './rateLimits';

const methods = new Map<string, Method>(
  Object.entries({
    ...chatMethods,
    ...conversationsMethods,
    ...usersMethods,
    ...viewsMethods,
  }),
);

/** Slack's Web API under `/api/<method>`, for forms and JSON alike. */
export function createWebApi(options: {
  context: () => MethodContext;
  botToken: string;
  faults: Faults;
  rateLimits: RateLimits;
  calls: string[];
}): Router {
  const { faults } = options;
  const router = PromiseRouter();
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  router.use(express.json({ limit: '1mb' }));

  router.all('/:method', async (request, response) => {
    const name = request.params.method;
    options.calls.push(name);
    const strike = (fault: string) =>
      faults.strike(fault) ?? faults.strike(`${fault}:${name}`);
    const slow = strike('slow');
    if (slow) {
      await sleep(Number(slow.milliseconds ?? 2000));
    }
    const limited = strike('rate-limited');
    if (limited) {
      answerLimited(response, Number(limited.retryAfter ?? 1));
      return;
    }
    if (strike('server-error')) {
      response.status(500).type('text/plain').send('Internal Server Error');
      return;
    }
    const values = {
      ...request.query,
      ...(isRecord(request.body) ? request.body : {}),
    };
    const args = new Arguments(values);
    try {
      checkToken(request, args, options.botToken);
      const method = methods.get(name);
      if (!method) {
        throw new SlackApiError('unknown_method');
      }
      options.rateLimits.take(name, args.text('channel'));
      const answer: JsonRecord = {
        ok: true,
        ...method(args, options.context()),
      };
      // Only what leaves something behind makes the trap: it is there, and the caller does not know.
      if (
        name === 'chat.postMessage' &&
        faults.strike('timeout-after-delivery')
      ) {
        request.socket.destroy();
        return;
      }
      response.json(answer);
    } catch (error) {
      answerError(response, error);
    }
  });
  return router;
}

function checkToken(request: Request, args: Arguments, botToken: string): void {
  const bearer = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  const token = bearer ?? args.text('token');
  if (!token) {
    throw new SlackApiError('not_authed');
  }
  if (token !== botToken) {
    throw new SlackApiError('invalid_auth');
  }
}

function answerLimited(response: Response, retryAfterSeconds: number): void {
  response
    .status(429)
    .set('Retry-After', String(retryAfterSeconds))
    .json({ ok: false, error: 'ratelimited' });
}

function answerError(response: Response, error: unknown): void {
  if (error instanceof RateLimitedError) {
    answerLimited(response, error.retryAfterSeconds);
  } else if (error instanceof SlackApiError) {
    const { code, messages } = error;
    response.json({
      ok: false,
      error: code,
      ...(messages.length > 0
        ? { errors: messages, response_metadata: { messages } }
        : {}),
    });
  } else {
    throw error;
  }
}
