import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GrantTarget } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  WatchCache,
  type KubernetesClient,
} from '@cluster-self-service/kubernetes-node';
import { bindingName } from '../bindings/bindingName';
import { effectiveness } from '../bindings/effectiveness';
import {
  bindingType,
  clusterType,
  roleTemplateType,
  userAttributeType,
  userType,
  type ClusterRoleTemplateBinding,
  type RancherCluster,
  type RancherUser,
  type RancherUserAttribute,
  type RoleTemplate,
} from './resources';
import { principalKey, principalsOf, type UserDirectory } from './subjects';

/** What a binding gives to whom, by a user's name or by a user's principal. */
function grantKey(cluster: string, role: string, subject: string): string {
  return JSON.stringify([cluster, role, subject]);
}

function grantKeys(binding: ClusterRoleTemplateBinding): string[] {
  const { clusterName, roleTemplateName, userName, userPrincipalName } =
    binding;
  const subjects = [
    ...(userName ? [userName] : []),
    ...(userPrincipalName ? [principalKey(userPrincipalName)] : []),
  ];
  return subjects.map(subject =>
    grantKey(clusterName, roleTemplateName, subject),
  );
}

/** All that is read of Rancher, in memory and up to date. */
export class RancherCaches {
  readonly #clusters: WatchCache<RancherCluster>;
  readonly #users: WatchCache<RancherUser, 'principal'>;
  readonly #userAttributes: WatchCache<RancherUserAttribute>;
  readonly #roleTemplates: WatchCache<RoleTemplate>;
  readonly #bindings: WatchCache<ClusterRoleTemplateBinding, 'grant'>;

  #tellsEffect = false;

  readonly users: UserDirectory = {
    byId: id => this.#users.get(undefined, id),
    byPrincipal: principal =>
      this.#users.byIndex('principal', principalKey(principal)),
  };

  constructor(options: { client: KubernetesClient; logger: LoggerService }) {
    this.#clusters = new WatchCache({ ...options, type: clusterType });
    this.#users = new WatchCache({
      ...options,
      type: userType,
      indexes: { principal: user => principalsOf(user).map(principalKey) },
    });
    this.#userAttributes = new WatchCache({
      ...options,
      type: userAttributeType,
    });
    this.#roleTemplates = new WatchCache({
      ...options,
      type: roleTemplateType,
    });
    this.#bindings = new WatchCache({
      ...options,
      type: bindingType,
      indexes: { grant: grantKeys },
    });
  }

  /**
   * Resolves when everything has been listed.
   *
   * @param onBinding - called with every binding that was added, changed or is gone
   */
  async start(
    signal: AbortSignal,
    onBinding: (binding: ClusterRoleTemplateBinding) => void,
  ): Promise<void> {
    this.#bindings.onChange(({ object }) => {
      this.#tellsEffect ||= effectiveness(object.status) !== undefined;
      onBinding(object);
    });
    const caches = [
      this.#clusters,
      this.#users,
      this.#userAttributes,
      this.#roleTemplates,
      this.#bindings,
    ];
    caches.forEach(cache => cache.run(signal));
    await Promise.all(caches.map(cache => cache.waitForSync(signal)));
  }

  clusters(): RancherCluster[] {
    return this.#clusters.list();
  }

  roleTemplates(): RoleTemplate[] {
    return this.#roleTemplates.list();
  }

  userAttribute(userId: string): RancherUserAttribute | undefined {
    return this.#userAttributes.get(undefined, userId);
  }

  bindings(): ClusterRoleTemplateBinding[] {
    return this.#bindings.list();
  }

  /** Whether this Rancher has said of any binding whether it is in effect; older versions never do. */
  get tellsEffect(): boolean {
    return this.#tellsEffect;
  }

  /** The binding under the name that ours has, whoever made it. */
  binding(target: GrantTarget): ClusterRoleTemplateBinding | undefined {
    return this.#bindings.get(target.cluster, bindingName(target));
  }

  /** All bindings of the same person, role and cluster, whether they name the user or one of the user's principals. */
  bindingsOf({
    cluster,
    role,
    subject,
  }: GrantTarget): ClusterRoleTemplateBinding[] {
    const user = this.users.byId(subject);
    const subjects = [
      subject,
      ...(user ? principalsOf(user).map(principalKey) : []),
    ];
    return [
      ...new Set(
        subjects.flatMap(one =>
          this.#bindings.byIndex('grant', grantKey(cluster, role, one)),
        ),
      ),
    ];
  }

  /** Takes in what the API server answered to a write, ahead of the watch. */
  observeWrite(binding: ClusterRoleTemplateBinding): void {
    this.#bindings.observeWrite(binding);
  }
}
