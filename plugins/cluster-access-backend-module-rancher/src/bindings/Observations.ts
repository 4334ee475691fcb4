import type { ObservedGrant } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import type { ClusterRoleTemplateBinding } from '../rancher/resources';
import { observedGrant } from './mapping';

/** Reads each version of a binding once, however often it is looked at: objects of the watch cache never change. */
export class Observations {
  #read = new WeakMap<
    ClusterRoleTemplateBinding,
    { grant: ObservedGrant | undefined; tellsEffect: boolean }
  >();

  /** What {@link observedGrant} says. */
  of(
    binding: ClusterRoleTemplateBinding,
    tellsEffect: boolean,
  ): ObservedGrant | undefined {
    const known = this.#read.get(binding);
    if (known?.tellsEffect === tellsEffect) {
      return known.grant;
    }
    const grant = observedGrant(binding, tellsEffect);
    this.#read.set(binding, { grant, tellsEffect });
    return grant;
  }
}
