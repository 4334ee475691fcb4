import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  accessSessionCreatePermission,
  accessSessionEndPermission,
  accessSessionReadPermission,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { PortalPermissionPolicy, readRefs } from './permissionPolicy';

const policy = new PortalPermissionPolicy(
  list => new Set(list === 'readAll' ? ['group:default/auditors'] : []),
);

function as(...refs: string[]) {
  return {
    identity: {
      userEntityRef: refs[0],
      type: 'user' as const,
      ownershipEntityRefs: refs,
    },
    token: '',
    info: { userEntityRef: refs[0], ownershipEntityRefs: refs },
    credentials: {
      $$type: '@backstage/BackstageCredentials' as const,
      principal: { type: 'user' as const, userEntityRef: refs[0] },
    },
  };
}
const uma = as('user:default/uma', 'group:default/auditors');
const erin = as('user:default/erin', 'group:default/on-call');

describe('PortalPermissionPolicy', () => {
  it('opens every session to the groups that are named', async () => {
    await expect(
      policy.handle({ permission: accessSessionReadPermission }, uma),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
  });

  it('opens to everybody else what they hold', async () => {
    for (const [permission, user] of [
      [accessSessionReadPermission, erin],
      [accessSessionEndPermission, uma],
    ] as const) {
      await expect(policy.handle({ permission }, user)).resolves.toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        conditions: {
          rule: 'IS_HOLDER',
          params: { holders: user.info.ownershipEntityRefs },
        },
      });
    }
  });

  it('is closed to those who are not signed in', async () => {
    await expect(
      policy.handle({ permission: accessSessionReadPermission }),
    ).resolves.toEqual({ result: AuthorizeResult.DENY });
  });

  it('lets only those who are named change the catalog, which says who people are', async () => {
    const permission = createPermission({
      name: 'catalog.entity.delete',
      attributes: { action: 'delete' },
      resourceType: 'catalog-entity',
    });
    await expect(policy.handle({ permission }, erin)).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
    const open = new PortalPermissionPolicy(
      list =>
        new Set(list === 'changeCatalog' ? ['group:default/on-call'] : []),
    );
    await expect(open.handle({ permission }, erin)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('leaves it to the access policies who may ask', async () => {
    await expect(
      policy.handle({ permission: accessSessionCreatePermission }, erin),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
  });
});

describe('the groups in the configuration', () => {
  const read = (readAll?: string[]) =>
    readRefs(
      {
        getOptionalStringArray: path =>
          path.endsWith('.readAll') ? readAll : undefined,
      },
      'readAll',
    );

  it('are entity references', () => {
    const refs = ['group:default/platform', 'user:default/uma'];
    expect([...read(refs)]).toEqual(refs);
    expect([...read()]).toEqual([]);
  });

  it.each(['platform', 'group:platform', 'Group:default/Platform', ''])(
    'stop the start where %j would open nothing to anybody',
    ref => {
      expect(() => read(['group:default/ok', ref])).toThrow(
        /permission\.clusterAccess\.readAll/,
      );
    },
  );
});
