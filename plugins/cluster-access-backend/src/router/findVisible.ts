import { NotFoundError } from '@backstage/errors';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import type { Request } from 'express';
import { audited } from './audited';
import type { RouteParts } from './parts';
import type { Caller, SessionRights } from './SessionAuthorizer';

/**
 * The session a request speaks of, with what the caller may do with it. One that the caller may not see is as one that
 * is not there.
 *
 * @throws NotFoundError
 */
export async function findVisible(
  request: Request,
  caller: Caller,
  { desk, authorizer, auditor }: RouteParts,
): Promise<{ session: AccessSession; rights: SessionRights }> {
  const { id } = request.params;
  const session = /^[A-Za-z0-9-]{1,64}$/.test(id)
    ? await desk.find(id)
    : undefined;
  const rights = session && (await authorizer.rightsOn(caller, session));
  if (session && rights?.read) {
    return { session, rights };
  }
  const notFound = new NotFoundError(`There is no session ${id}`);
  if (!session) {
    throw notFound;
  }
  return audited(
    auditor,
    {
      eventId: 'session-read',
      request,
      severityLevel: 'medium',
      meta: { queryType: 'by-id', sessionId: session.id },
    },
    () => Promise.reject(notFound),
  );
}
