import { useEffect } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SESSIONS_CHANNEL,
  type SessionSignal,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

/**
 * Calls back on every signal that sessions changed. Not by `useSignal`, which keeps only the last one of several that
 * arrive together. Without the signals plugin it does nothing; polling remains.
 *
 * @param onSignal - keep its identity
 */
export function useSessionSignal(onSignal: (sessionIds: string[]) => void) {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe<SessionSignal>(
      SESSIONS_CHANNEL,
      ({ sessionIds }) => onSignal(sessionIds),
    );
    return () => subscription?.unsubscribe();
  }, [signals, onSignal]);
}
