import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '../lib/errors';

/** Something that a person starts: says while it runs, and what went wrong. */
export function useAction(run: () => Promise<void>) {
  const [state, setState] = useState<{ isPending: boolean; error?: Error }>({
    isPending: false,
  });
  const latest = useRef(run);
  const isShown = useRef(true);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const start = useCallback(() => {
    setState({ isPending: true });
    latest.current().then(
      () => isShown.current && setState({ isPending: false }),
      error =>
        isShown.current &&
        setState({ isPending: false, error: toError(error) }),
    );
  }, []);
  return { ...state, start };
}
