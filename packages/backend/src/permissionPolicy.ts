import {
  coreServices,
  createBackendModule,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionFactory,
  type PermissionPolicy,
  type PolicyQuery,
  type PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  accessSessionResourceRef,
  isHolderPermissionRule,
} from '@cluster-self-service/backstage-plugin-cluster-access-backend';
import {
  accessSessionArchiveReadPermission,
  accessSessionEndPermission,
  accessSessionReadPermission,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';

const heldBy = createConditionFactory(isHolderPermissionRule);

/** Which permission on access sessions which list of groups in the configuration opens for all sessions. */
const groupLists = new Map([
  [accessSessionReadPermission.name, 'readAll'],
  [accessSessionEndPermission.name, 'endAny'],
  [accessSessionArchiveReadPermission.name, 'readArchives'],
]);

/** What changes the catalog: who people are, and what they own, follows from it. */
const catalogChanges = new Set([
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.location.create',
  'catalog.location.delete',
]);
const catalogList = 'changeCatalog';

/**
 * The portal's own policy, as every Backstage has one: access sessions are open to their holders and to the groups that
 * the configuration names, changes of the catalog to the groups that it names; everything else is allowed to everyone who
 * is signed in.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  constructor(
    private readonly groupsOf: (list: string) => ReadonlySet<string>,
  ) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (catalogChanges.has(permission.name)) {
      return {
        result: this.isIn(catalogList, user)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      };
    }
    const list = groupLists.get(permission.name);
    if (!list) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    if (this.isIn(list, user)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: accessSessionResourceRef.pluginId,
      resourceType: accessSessionResourceRef.resourceType,
      conditions: heldBy({ holders: user.info.ownershipEntityRefs }),
    };
  }

  private isIn(list: string, user?: PolicyQueryUser): boolean {
    const groups = this.groupsOf(list);
    return user?.info.ownershipEntityRefs.some(ref => groups.has(ref)) ?? false;
  }
}

/**
 * People are compared with what is written here as it stands; a reference in any other form would open nothing to anybody,
 * and nobody would hear of it.
 *
 * @throws InputError that names the path
 */
export function readRefs(
  config: Pick<RootConfigService, 'getOptionalStringArray'>,
  list: string,
): ReadonlySet<string> {
  const path = `permission.clusterAccess.${list}`;
  const refs = config.getOptionalStringArray(path) ?? [];
  refs.forEach((ref, index) => {
    if (!/^(group|user):[^\s:/A-Z]+\/[^\s:/A-Z]+$/.test(ref)) {
      throw new InputError(
        `${path}[${index}] must be a full entity reference in lower case, like group:default/platform, which '${ref}' is not`,
      );
    }
  });
  return new Set(refs);
}

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'portal-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        const lists = new Map(
          [...groupLists.values(), catalogList].map(list => [
            list,
            readRefs(config, list),
          ]),
        );
        policy.setPolicy(
          new PortalPermissionPolicy(list => lists.get(list) ?? new Set()),
        );
      },
    });
  },
});
