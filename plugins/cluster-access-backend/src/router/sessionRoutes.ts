import { NotAllowedError } from '@backstage/errors';
import {
  hasEnded,
  sessionPhases,
  type SessionDetails,
  type SessionPage,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Router } from 'express';
import { toSession } from '../domain';
import { audited } from './audited';
import { callerOf } from './caller';
import { findVisible } from './findVisible';
import type { RouteParts } from './parts';
import { parseListQuery } from './validation';

const activePhases = sessionPhases.filter(phase => !hasEnded(phase));

/** Seeing and ending sessions. */
export function addSessionRoutes(router: Router, parts: RouteParts): void {
  const { store, desk, authorizer, auditor } = parts;

  router.get('/sessions', async (request, response) => {
    const caller = await callerOf(request, parts);
    const { scope, limit, cursor } = parseListQuery(request);
    const { items, nextCursor } = await store.list({
      limit,
      cursor,
      ...(scope === 'mine'
        ? { holder: caller.entityRef }
        : await authorizer.visibleTo(caller)),
      ...(scope === 'active' && { phases: activePhases }),
    });
    const page: SessionPage = { items: items.map(toSession), nextCursor };
    response.json(page);
  });

  router.get('/sessions/:id', async (request, response) => {
    const caller = await callerOf(request, parts);
    const { session, rights } = await findVisible(request, caller, parts);
    const details: SessionDetails = {
      session,
      timeline: await store.timeline(session.id),
      allowed: {
        end:
          rights.end &&
          !hasEnded(session.phase) &&
          session.phase !== 'revoking',
        downloadArchive: rights.downloadArchive && Boolean(session.archive),
      },
    };
    response.json(details);
  });

  router.post('/sessions/:id/end', async (request, response) => {
    const caller = await callerOf(request, parts);
    const { session, rights } = await findVisible(request, caller, parts);
    const isHolder = session.holder === caller.entityRef;
    const event = {
      eventId: 'session-end',
      request,
      severityLevel: 'medium',
      meta: {
        queryType: isHolder ? 'release' : 'revocation',
        sessionId: session.id,
      },
    } as const;
    const ended = await audited(auditor, event, async () => {
      if (!rights.end) {
        throw new NotAllowedError('You are not permitted to end this session');
      }
      return { result: await desk.end(session.id, caller.entityRef) };
    });
    response.json(ended);
  });
}
