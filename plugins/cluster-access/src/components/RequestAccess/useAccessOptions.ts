import { useApi } from '@backstage/core-plugin-api';
import type { AccessOptions } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useCallback, useEffect, useState } from 'react';
import { clusterAccessApiRef } from '../../api';
import { toError } from '../../lib/errors';

/** What the reader may ask for, read once each time the dialog opens. */
export function useAccessOptions() {
  const api = useApi(clusterAccessApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    value?: AccessOptions;
    error?: Error;
  }>({});

  useEffect(() => {
    const abort = new AbortController();
    setState({});
    api.getOptions({ signal: abort.signal }).then(
      value => !abort.signal.aborted && setState({ value }),
      error => !abort.signal.aborted && setState({ error: toError(error) }),
    );
    return () => abort.abort();
  }, [api, attempt]);

  const retry = useCallback(() => setAttempt(n => n + 1), []);
  return { ...state, retry };
}
