import { FlatRoutes } from '@backstage/core-app-api';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { clusterAccessApiRef } from './api';
import { ClusterAccessPage, clusterAccessPlugin } from './legacy';
import { fakeClusterAccess, sampleSession } from './__testUtils__';

async function show(path: string) {
  const api = fakeClusterAccess({
    listSessions: async () => ({ items: [sampleSession()] }),
  });
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [clusterAccessApiRef, api],
        [permissionApiRef, mockApis.permission()],
        [catalogApiRef, { getEntitiesByRefs: async () => ({ items: [] }) }],
      ]}
    >
      <FlatRoutes>
        <Route path="/access" element={<ClusterAccessPage />} />
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('the plugin in the legacy frontend system', () => {
  it('shows the lists, wherever it is mounted', async () => {
    await show('/access');
    expect(
      await screen.findByRole('link', { name: 'prod-eu' }),
    ).toHaveAttribute('href', '/access/sessions/d6a5cdb8-session');
    expect(
      await screen.findByRole('button', { name: 'Request access' }),
    ).toBeInTheDocument();
  });

  it('shows a session', async () => {
    await show('/access/sessions/d6a5cdb8-session');
    expect(
      await screen.findByRole('heading', { name: 'Erin Engineer on prod-eu' }),
    ).toBeInTheDocument();
  });

  it('brings its API along', () => {
    expect([...clusterAccessPlugin.getApis()].map(({ api }) => api.id)).toEqual(
      [clusterAccessApiRef.id],
    );
  });
});
