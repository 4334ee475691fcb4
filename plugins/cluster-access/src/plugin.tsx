import {
  ApiBlueprint,
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { RiKey2Line } from '@remixicon/react';
import { ClusterAccessClient, clusterAccessApiRef } from './api';
import { rootRouteRef, sessionRouteRef } from './routes';

const clusterAccessApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: clusterAccessApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new ClusterAccessClient({ fetchApi }),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/cluster-access',
    title: 'Cluster access',
    icon: <RiKey2Line />,
    routeRef: rootRouteRef,
  },
});

const mySessions = SubPageBlueprint.make({
  name: 'mine',
  params: {
    path: 'mine',
    title: 'My sessions',
    loader: async () => {
      const { SessionsPage } = await import('./components/SessionsPage');
      return <SessionsPage scope="mine" />;
    },
  },
});

const activeSessions = SubPageBlueprint.make({
  name: 'active',
  params: {
    path: 'active',
    title: 'Active sessions',
    loader: async () => {
      const { SessionsPage } = await import('./components/SessionsPage');
      return <SessionsPage scope="active" />;
    },
  },
});

const allSessions = SubPageBlueprint.make({
  name: 'sessions',
  params: {
    path: 'sessions',
    title: 'All sessions',
    loader: async () => {
      const { SessionsRouter } = await import('./components/SessionsPage');
      return <SessionsRouter />;
    },
  },
});

const requestAccess = PluginHeaderActionBlueprint.make({
  name: 'request',
  params: {
    loader: async () => {
      const { RequestAccessButton } = await import(
        './components/RequestAccess'
      );
      return <RequestAccessButton />;
    },
  },
});

/** The cluster access plugin for the new frontend system. @public */
export default createFrontendPlugin({
  pluginId: 'cluster-access',
  title: 'Cluster access',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, session: sessionRouteRef },
  extensions: [
    clusterAccessApi,
    page,
    mySessions,
    activeSessions,
    allSessions,
    requestAccess,
  ],
});
