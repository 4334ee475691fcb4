import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ClusterAccessApi } from './types';

/** @public */
export const clusterAccessApiRef = createApiRef<ClusterAccessApi>().with({
  id: 'plugin.cluster-access.client',
  pluginId: 'cluster-access',
});
