import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { type ClusterAccessApi, clusterAccessApiRef } from '../api';
import plugin from '../plugin';
import { FakeSignals } from './FakeSignals';

/** Shows a page of the plugin as Erin sees it. */
export function renderPlugin(options: {
  path: string;
  api: ClusterAccessApi;
  signals?: FakeSignals;
  mayRequest?: boolean;
}) {
  const { path, api, signals = new FakeSignals(), mayRequest = true } = options;
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [clusterAccessApiRef, api],
      [signalApiRef, signals],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: mayRequest ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      ],
      [catalogApiRef, { getEntitiesByRefs: async () => ({ items: [] }) }],
      mockApis.identity({ userEntityRef: 'user:default/erin' }),
    ],
  });
}
