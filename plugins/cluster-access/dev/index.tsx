import '@backstage/cli/asset-types';
import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendModule,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import clusterAccessPlugin, { clusterAccessApiRef } from '../src';
import { FakeClusterAccess } from './FakeClusterAccess';

// Sessions in every phase, without a backend: the page runs on a fake that lives in the browser.
const fakeBackend = createFrontendModule({
  pluginId: 'cluster-access',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: clusterAccessApiRef,
          deps: {},
          factory: () => FakeClusterAccess.create(() => Date.now()),
        }),
    }),
  ],
});

// People are links to the catalog, which therefore has to have a page.
const catalogStandIn = createFrontendPlugin({
  pluginId: 'catalog-stand-in',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef,
        loader: async () => <p>A page of the catalog.</p>,
      },
    }),
  ],
});

createDevApp({ features: [clusterAccessPlugin, fakeBackend, catalogStandIn] });
