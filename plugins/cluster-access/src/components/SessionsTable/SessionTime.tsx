import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { Countdown } from '../Countdown';
import { DateTime } from '../DateTime';

/** What matters of a session's time now: what is left of it, or when it ended. */
export const SessionTime = ({ session }: { session: AccessSession }) => {
  if (session.phase === 'active' && session.expiresAt) {
    return <Countdown until={session.expiresAt} />;
  }
  return session.endedAt ? (
    <DateTime iso={session.endedAt} seconds={false} />
  ) : (
    <>–</>
  );
};
