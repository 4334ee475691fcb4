import type { Request } from 'express';
import type { RouteParts } from './parts';
import type { Caller } from './SessionAuthorizer';

/** The person behind a request. Services and guests without a user are turned away. */
export async function callerOf(
  request: Request,
  { httpAuth, userInfo }: Pick<RouteParts, 'httpAuth' | 'userInfo'>,
): Promise<Caller> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  const { userEntityRef } = await userInfo.getUserInfo(credentials);
  return { credentials, entityRef: userEntityRef };
}
