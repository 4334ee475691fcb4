import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_ACCESS_SESSION,
  sessionPhases,
  type AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { z } from 'zod';
import type { SessionFilter } from '../database';

/** Sessions as permission policies know them. */
export const accessSessionResourceRef = createPermissionResourceRef<
  AccessSession,
  SessionFilter
>().with({
  pluginId: 'cluster-access',
  resourceType: RESOURCE_TYPE_ACCESS_SESSION,
});

/** Allow for sessions that one of these people holds. */
export const isHolder = createPermissionRule({
  name: 'IS_HOLDER',
  description: 'Allow for sessions that one of these people holds',
  resourceRef: accessSessionResourceRef,
  paramsSchema: z.object({
    holders: z.array(z.string()).min(1).describe('Entity references of people'),
  }),
  apply: (session, { holders }) => holders.includes(session.holder),
  toQuery: ({ holders }) => ({ key: 'holder', values: holders }),
});

/** Allow for sessions in one of these phases. */
export const hasPhase = createPermissionRule({
  name: 'HAS_PHASE',
  description: 'Allow for sessions in one of these phases',
  resourceRef: accessSessionResourceRef,
  paramsSchema: z.object({
    phases: z.array(z.enum(sessionPhases)).min(1).describe('Phases'),
  }),
  apply: (session, { phases }) => phases.includes(session.phase),
  toQuery: ({ phases }) => ({ key: 'phase', values: phases }),
});

export const accessSessionRules = [isHolder, hasPhase];
