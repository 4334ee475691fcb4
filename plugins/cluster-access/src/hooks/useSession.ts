import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { SessionDetails } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessApiRef } from '../api';
import { pollDelay } from '../lib/polling';
import { useLiveQuery } from './useLiveQuery';
import { useSessionSignal } from './useSessionSignal';

/** One session with its timeline, kept fresh. */
export function useSession(id: string) {
  const api = useApi(clusterAccessApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getSession(id, { signal }),
    [api, id],
  );
  const query = useLiveQuery(load, delay);
  const { refresh } = query;
  const onSignal = useCallback(
    (sessionIds: string[]) => {
      if (sessionIds.includes(id)) refresh();
    },
    [id, refresh],
  );
  useSessionSignal(onSignal);
  return query;
}

function delay(details: SessionDetails | undefined): number {
  return pollDelay(details ? [details.session] : [], Date.now());
}
