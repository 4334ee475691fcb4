import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** Entity reference of the signed-in person, once it is known. */
export function useUserRef(): string | undefined {
  const identityApi = useApi(identityApiRef);
  const [userRef, setUserRef] = useState<string>();
  useEffect(() => {
    let shown = true;
    identityApi.getBackstageIdentity().then(
      identity => shown && setUserRef(identity.userEntityRef),
      // Someone unknown is treated as "someone else"; the server decides what may be done.
      () => shown && setUserRef(undefined),
    );
    return () => {
      shown = false;
    };
  }, [identityApi]);
  return userRef;
}
