import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { SessionPage } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessApiRef, type SessionScope } from '../api';
import { pollDelay } from '../lib/polling';
import { useLiveQuery } from './useLiveQuery';
import { useSessionSignal } from './useSessionSignal';

/** How many sessions one page of a list shows. */
export const PAGE_SIZE = 20;

/** One page of a list of sessions, kept fresh. */
export function useSessions(scope: SessionScope, cursor: string | undefined) {
  const api = useApi(clusterAccessApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listSessions({ scope, cursor, limit: PAGE_SIZE, signal }),
    [api, scope, cursor],
  );
  const query = useLiveQuery(load, delay);
  useSessionSignal(query.refresh);
  return query;
}

function delay(page: SessionPage | undefined): number {
  return pollDelay(page?.items ?? [], Date.now());
}
