import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addArchiveRoutes } from './archiveRoutes';
import { callerOf } from './caller';
import type { RouteParts } from './parts';
import { addRequestRoutes } from './requestRoutes';
import { addSessionRoutes } from './sessionRoutes';

/** The HTTP API, as `plugins/cluster-access-common/src/api.ts` documents it. */
export function createRouter(parts: RouteParts): Router {
  const router = PromiseRouter();
  router.use(express.json({ limit: '100kb' }));
  addRequestRoutes(router, parts);
  addSessionRoutes(router, parts);
  addArchiveRoutes(router, parts);
  router.get('/health', async (request, response) => {
    await callerOf(request, parts);
    response.json(await parts.health());
  });
  return router;
}
