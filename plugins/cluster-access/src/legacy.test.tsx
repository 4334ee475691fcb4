import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { clusterAccessApiRef } from './api';
import { ClusterAccessPage, clusterAccessPlugin } from './legacy';
import { rootRouteRef } from './routes';
import { fakeClusterAccess, sampleSession } from './testing';

describe('the plugin in the legacy frontend system', () => {
  it('shows lists and sessions as the new one does', async () => {
    const user = userEvent.setup();
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
        <Routes>
          <Route path="/access/*" element={<ClusterAccessPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/access'],
        mountedRoutes: {
          '/access': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );

    expect(
      await screen.findByRole('button', { name: 'Request access' }),
    ).toBeInTheDocument();
    await user.click(await screen.findByRole('link', { name: 'prod-eu' }));
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
