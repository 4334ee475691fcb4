import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** Entity reference of the signed-in person, as soon as that is settled; without one where nobody can be named. */
export function useUserRef(): { isSettled: boolean; userRef?: string } {
  const identityApi = useApi(identityApiRef);
  const [state, setState] = useState<{ isSettled: boolean; userRef?: string }>({
    isSettled: false,
  });
  useEffect(() => {
    let shown = true;
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef }) =>
        shown && setState({ isSettled: true, userRef: userEntityRef }),
      // Someone unknown is treated as someone else; what may be done is decided by the server.
      () => shown && setState({ isSettled: true }),
    );
    return () => {
      shown = false;
    };
  }, [identityApi]);
  return state;
}
