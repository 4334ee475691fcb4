import { InputError } from '@backstage/errors';
import type {
  AccessRequestProblem,
  AccessSession,
  RefusedRequest,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Request, Router } from 'express';
import { audited } from './audited';
import { callerOf } from './caller';
import type { RouteParts } from './parts';
import { parseAccessRequest, parseIdempotencyKey } from './validation';

class RefusedError extends InputError {
  constructor(readonly problems: AccessRequestProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
  }
}

/** Asking for access. */
export function addRequestRoutes(router: Router, parts: RouteParts): void {
  router.get('/options', async (request, response) => {
    const caller = await callerOf(request, parts);
    response.json(await parts.desk.options(caller.entityRef));
  });

  router.post('/sessions', async (request, response) => {
    try {
      response.status(201).json(await take(request, parts));
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      const refused: RefusedRequest = {
        error: { name: 'InputError', message: error.message },
        problems: error.problems,
      };
      response.status(422).json(refused);
    }
  });
}

async function take(
  request: Request,
  { desk, authorizer, auditor, ...parts }: RouteParts,
): Promise<AccessSession> {
  const caller = await callerOf(request, parts);
  const event = {
    eventId: 'session-request',
    request,
    severityLevel: 'medium',
  } as const;
  return audited(auditor, event, async () => {
    await authorizer.mayAsk(caller);
    const wanted = parseAccessRequest(request);
    const decision = await desk.request(caller.entityRef, wanted, {
      origin: 'portal',
      idempotencyKey: parseIdempotencyKey(request),
    });
    if (!decision.taken) {
      throw new RefusedError(decision.problems);
    }
    const { id, cluster, role, durationSeconds } = decision.session;
    return {
      result: decision.session,
      meta: { sessionId: id, cluster, role, durationSeconds },
    };
  });
}
