import { ConflictError, InputError } from '@backstage/errors';
import type {
  AccessCluster,
  AccessPerson,
  AccessRole,
  GrantHold,
  GrantProvider,
  GrantSubject,
  GrantTarget,
  ObservedGrant,
  WriteOptions,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { BindingStore } from './bindings/BindingStore';
import { isOurs, FINALIZER, targetOf } from './bindings/mapping';
import { Observations } from './bindings/Observations';
import { accessCluster, accessRole } from './rancher/clusters';
import type { RancherCaches } from './rancher/RancherCaches';
import type { ClusterRoleTemplateBinding } from './rancher/resources';
import { findUser, grantSubject } from './rancher/subjects';

/** What makes one replica the one that acts. */
export type Elect = GrantProvider['elect'];

/**
 * Grants access with Rancher's ClusterRoleTemplateBindings. The binding carries the sessions that hold it; whatever is to
 * be known is read from there, through watch caches.
 */
export class RancherGrantProvider implements GrantProvider {
  readonly id = 'rancher';
  readonly title = 'Rancher';
  readonly elect: Elect;
  readonly #caches: RancherCaches;
  readonly #store: BindingStore;
  readonly #principal: string;
  readonly #observations = new Observations();

  constructor(options: {
    caches: RancherCaches;
    store: BindingStore;
    /** Template of a person's principal: `okta_user://{email}`. */
    principal: string;
    elect: Elect;
  }) {
    this.#caches = options.caches;
    this.#store = options.store;
    this.#principal = options.principal;
    this.elect = options.elect;
  }

  async start(options: {
    signal: AbortSignal;
    onChange: (target: GrantTarget) => void;
  }): Promise<void> {
    await this.#caches.start(options.signal, binding => {
      const target = targetOf(binding);
      if (target) {
        options.onChange(target);
      }
    });
  }

  listClusters(): AccessCluster[] {
    return this.#caches
      .clusters()
      .map(accessCluster)
      .filter(cluster => cluster !== undefined);
  }

  listRoles(): AccessRole[] {
    return this.#caches
      .roleTemplates()
      .map(accessRole)
      .filter(role => role !== undefined);
  }

  findSubject(person: AccessPerson): GrantSubject | undefined {
    const user = findUser(person, this.#principal, this.#caches.users);
    return (
      user &&
      grantSubject(user, this.#caches.userAttribute(user.metadata.name ?? ''))
    );
  }

  observe(target: GrantTarget): ObservedGrant | undefined {
    const binding = this.#caches.binding(target);
    return binding && this.#observed(binding);
  }

  observeAll(): ObservedGrant[] {
    return this.#caches
      .bindings()
      .map(binding => this.#observed(binding))
      .filter(grant => grant !== undefined);
  }

  /**
   * Rancher's own bindings (a creator's, a global role's) count as well where they name this very person and role: they
   * give the same access for good, and Rancher's webhook refuses a second one beside them.
   */
  findStanding(target: GrantTarget): Array<{ name: string; uid: string }> {
    return this.#caches
      .bindingsOf(target)
      .filter(
        binding => !isOurs(binding) && !binding.metadata.deletionTimestamp,
      )
      .map(({ metadata }) => ({
        name: metadata.name ?? '',
        uid: metadata.uid ?? '',
      }));
  }

  async grant(
    target: GrantTarget,
    holds: GrantHold[],
    options?: WriteOptions,
  ): Promise<ObservedGrant> {
    const [standing] = this.findStanding(target);
    if (standing) {
      throw new ConflictError(
        `The binding ${target.cluster}/${standing.name} gives this access for good; nothing is to be granted`,
      );
    }
    const binding = await this.#store.put(
      target,
      holds,
      this.#caches.binding(target),
      options,
    );
    this.#caches.observeWrite(binding);
    const grant = this.#observed(binding);
    if (!grant) {
      throw new InputError(
        `Rancher changed the binding of ${target.subject} beyond recognition`,
      );
    }
    return grant;
  }

  async prepareRevocation(
    grant: ObservedGrant,
    options?: WriteOptions,
  ): Promise<void> {
    await this.#store.takeFinalizerOff(
      grant,
      this.#caches.binding(grant.target),
      options,
    );
  }

  /** The deletion comes first: it is what makes Rancher take the rights away. */
  async revoke(grant: ObservedGrant, options?: WriteOptions): Promise<void> {
    const seen = this.#caches.binding(grant.target);
    const known = seen?.metadata.uid === grant.uid ? seen : undefined;
    if (!known?.metadata.deletionTimestamp) {
      await this.#store.delete(grant, options);
    }
    if (!known || known.metadata.finalizers?.includes(FINALIZER)) {
      await this.#store.takeFinalizerOff(grant, known, options);
    }
  }

  #observed(binding: ClusterRoleTemplateBinding): ObservedGrant | undefined {
    return this.#observations.of(binding, this.#caches.tellsEffect);
  }
}
