import type { AuditorService } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import express from 'express';
import type {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import type { SlackSettings } from '../config';
import type { RequestFlow, SlackAnswer } from '../requests/RequestFlow';
import { parseCommand, parseInteraction } from './payloads';
import type { ReplayGuard } from './ReplayGuard';
import { verifySignature } from './signature';

const BODY_LIMIT = '256kb';

/**
 * What Slack calls. Nothing is parsed before the signature over the raw body is found genuine, fresh and new; whatever
 * is refused is told to the auditor.
 */
export function createRouter(options: {
  settings: Pick<SlackSettings, 'signingSecret' | 'teamId' | 'appId'>;
  replays: ReplayGuard;
  auditor: AuditorService;
  flow: RequestFlow;
  now: () => Date;
}): Router {
  const { settings, flow } = options;
  const router = PromiseRouter();
  const rawBody = express.raw({
    type: () => true,
    limit: BODY_LIMIT,
    inflate: false,
  });

  async function audit(request: Request, error: Error): Promise<void> {
    // Without the request itself: its headers are the attacker's, and the auditor would try to read credentials there.
    const event = await options.auditor.createEvent({
      eventId: 'slack-request',
      severityLevel: 'medium',
      meta: {
        queryType: request.path.endsWith('/commands')
          ? 'command'
          : 'interaction',
        ip: request.ip ?? 'unknown',
      },
    });
    await event.fail({ error });
  }

  /** @returns the body of a request that is surely Slack's */
  async function authenticate(request: Request): Promise<Buffer> {
    const body: unknown = request.body;
    const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const verdict = verifySignature(
      {
        body: raw,
        timestamp: request.get('x-slack-request-timestamp'),
        signature: request.get('x-slack-signature'),
      },
      { signingSecret: settings.signingSecret, now: options.now() },
    );
    if (!verdict.genuine) {
      throw new AuthenticationError(
        `The request from Slack is ${verdict.reason}`,
      );
    }
    if (!(await options.replays.admit(verdict.signature))) {
      throw new AuthenticationError('The request from Slack is replayed');
    }
    return raw;
  }

  function checkSender(
    team: string | undefined,
    app: string | undefined,
  ): void {
    if (settings.teamId && team !== settings.teamId) {
      throw new AuthenticationError(
        'The request from Slack is from another workspace',
      );
    }
    if (settings.appId && app !== settings.appId) {
      throw new AuthenticationError(
        'The request from Slack is for another app',
      );
    }
  }

  const door =
    (handle: (body: Buffer) => Promise<SlackAnswer>): RequestHandler =>
    async (request, response) => {
      const answer = await handle(await authenticate(request));
      if (answer) {
        response.json(answer);
      } else {
        response.status(200).end();
      }
    };

  router.post(
    '/slack/commands',
    rawBody,
    door(async body => {
      const command = parseCommand(body);
      checkSender(command.team_id, command.api_app_id);
      return flow.command(command);
    }),
  );
  router.post(
    '/slack/interactions',
    rawBody,
    door(async body => {
      const interaction = parseInteraction(body);
      checkSender(interaction.team?.id, interaction.api_app_id);
      return flow.interaction(interaction);
    }),
  );
  const refuse: ErrorRequestHandler = async (
    error,
    request,
    _response,
    next,
  ) => {
    await audit(
      request,
      error instanceof Error ? error : new Error(String(error)),
    );
    next(error);
  };
  router.use('/slack', refuse);
  return router;
}
