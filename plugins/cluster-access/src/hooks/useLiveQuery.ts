import { useCallback, useEffect, useRef, useState } from 'react';
import { LiveQuery } from '../lib/LiveQuery';

/** What is known at the moment; an error leaves the last value in place. */
export interface LiveQueryState<T> {
  value?: T;
  error?: Error;
  /** Loads again now. */
  refresh: () => void;
}

/**
 * Keeps the answer of `load` fresh for as long as the component is shown and the browser tab is visible.
 *
 * @param load - asks the backend; keep its identity, since a new function starts anew
 * @param delay - milliseconds to wait before asking again; keep its identity too
 */
export function useLiveQuery<T>(
  load: (signal: AbortSignal) => Promise<T>,
  delay: (value: T | undefined) => number,
): LiveQueryState<T> {
  const [state, setState] = useState<{ value?: T; error?: Error }>({});
  const query = useRef<LiveQuery<T>>();

  useEffect(() => {
    const current = new LiveQuery<T>({
      load,
      delay,
      onValue: value => setState({ value }),
      onError: error => setState(({ value }) => ({ value, error })),
    });
    const followVisibility = () =>
      document.hidden ? current.pause() : current.resume();
    query.current = current;
    followVisibility();
    document.addEventListener('visibilitychange', followVisibility);
    return () => {
      document.removeEventListener('visibilitychange', followVisibility);
      current.stop();
    };
  }, [load, delay]);

  const refresh = useCallback(() => query.current?.refresh(), []);
  return { ...state, refresh };
}
