import type { ObjectAccess, StoredObject } from '../kubernetes/types';
import { bindingOf, resources, textsOf } from './resources';

/** A user by principal gets the name of the User object; a user by name gets the principal that ends with that name. */
export function missingSubject(
  objects: ObjectAccess,
  object: StoredObject,
): {
  userName?: string;
  userPrincipalName?: string;
} {
  const { userName, userPrincipalName } = bindingOf(object);
  if (userName && !userPrincipalName) {
    const user = objects.get(resources.users, userName);
    const principal =
      user && textsOf(user, 'principalIds').find(id => id.endsWith(userName));
    return principal ? { userPrincipalName: principal } : {};
  }
  if (userPrincipalName && !userName) {
    const user = objects
      .list(resources.users)
      .find(candidate =>
        textsOf(candidate, 'principalIds').includes(userPrincipalName),
      );
    return user ? { userName: user.metadata.name } : {};
  }
  return {};
}
