import { createPermission } from '@backstage/plugin-permission-common';

/** @public */
export const RESOURCE_TYPE_ACCESS_SESSION = 'cluster-access-session';

/** Ask for access to a cluster. @public */
export const accessSessionCreatePermission = createPermission({
  name: 'cluster-access.session.create',
  attributes: { action: 'create' },
});

/** See a session and its timeline. @public */
export const accessSessionReadPermission = createPermission({
  name: 'cluster-access.session.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ACCESS_SESSION,
});

/** End a session: one's own (release) or someone else's (revocation). @public */
export const accessSessionEndPermission = createPermission({
  name: 'cluster-access.session.end',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ACCESS_SESSION,
});

/** Download the audit archive of a session. @public */
export const accessSessionArchiveReadPermission = createPermission({
  name: 'cluster-access.session.archive.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ACCESS_SESSION,
});

/** @public */
export const clusterAccessPermissions = [
  accessSessionCreatePermission,
  accessSessionReadPermission,
  accessSessionEndPermission,
  accessSessionArchiveReadPermission,
];
