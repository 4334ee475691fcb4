import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

// Route refs of this kind work in both frontend systems, so that the components are written once.

/** The page "Cluster access". @public */
export const rootRouteRef = createRouteRef({ id: 'cluster-access' });

/** The page of one session. @public */
export const sessionRouteRef = createSubRouteRef({
  id: 'cluster-access/session',
  parent: rootRouteRef,
  path: '/sessions/:id',
});
