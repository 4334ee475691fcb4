/**
 * The plugin for apps that still use the legacy frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ClusterAccessClient, clusterAccessApiRef } from './api';
import { rootRouteRef, sessionRouteRef } from './routes';

/** @public */
export const clusterAccessPlugin = createPlugin({
  id: 'cluster-access',
  apis: [
    createApiFactory({
      api: clusterAccessApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new ClusterAccessClient({ fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef, session: sessionRouteRef },
});

/** The page "Cluster access", to be mounted at a path of its own. @public */
export const ClusterAccessPage = clusterAccessPlugin.provide(
  createRoutableExtension({
    name: 'ClusterAccessPage',
    mountPoint: rootRouteRef,
    component: () =>
      import('./components/LegacyPage').then(({ LegacyPage }) => LegacyPage),
  }),
);
