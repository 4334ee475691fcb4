import { ConflictError } from '@backstage/errors';
import type {
  GrantHold,
  GrantTarget,
  ObservedGrant,
  WriteOptions,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  isKubernetesRequestError,
  type JsonPatchOperation,
  type KubernetesClient,
} from '@cluster-self-service/kubernetes-node';
import {
  bindingType,
  type ClusterRoleTemplateBinding,
} from '../rancher/resources';
import { bindingName } from './bindingName';
import { isNotFound, isStale, refusal } from './errors';
import { mergeHolds, parseHolds } from './holds';
import {
  FINALIZER,
  HOLDS_ANNOTATION,
  isOurs,
  marksOf,
  marksPatch,
  newBinding,
} from './mapping';
import type { TtlController } from './ttlMarkers';

/** How often a write is tried again after someone else wrote first. */
const ATTEMPTS = 8;

function holdsOf(binding: ClusterRoleTemplateBinding | undefined): GrantHold[] {
  return parseHolds(binding?.metadata.annotations?.[HOLDS_ANNOTATION]);
}

/** Writes our bindings. Each step looks at what the API server holds; nothing is remembered. */
export class BindingStore {
  readonly #client: KubernetesClient;
  readonly #ttlMarkers: readonly TtlController[];
  readonly #now: () => Date;

  constructor(options: {
    client: KubernetesClient;
    ttlMarkers: readonly TtlController[];
    now: () => Date;
  }) {
    this.#client = options.client;
    this.#ttlMarkers = options.ttlMarkers;
    this.#now = options.now;
  }

  /**
   * Makes the binding exist with these holds.
   *
   * @param seen - the binding as the caller saw it, if there was one; a hold that was added since then stays
   */
  async put(
    target: GrantTarget,
    wanted: GrantHold[],
    seen: ClusterRoleTemplateBinding | undefined,
    options?: WriteOptions,
  ): Promise<ClusterRoleTemplateBinding> {
    let current = seen;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return current
          ? await this.#update(
              current,
              mergeHolds({
                wanted,
                seen: holdsOf(seen),
                found: holdsOf(current),
              }),
              options,
            )
          : await this.#create(target, wanted, options);
      } catch (error) {
        if (attempt === ATTEMPTS || !this.#isWorthAnotherLook(error, current)) {
          throw refusal(error, target);
        }
        current = await this.#read(target, options);
      }
    }
  }

  /** Takes our finalizer off, so that nothing of ours holds the binding back. It may be gone, or another one by now. */
  async takeFinalizerOff(
    grant: ObservedGrant,
    seen: ClusterRoleTemplateBinding | undefined,
    options?: WriteOptions,
  ): Promise<void> {
    let current =
      seen?.metadata.uid === grant.uid
        ? seen
        : await this.#read(grant.target, options);
    for (let attempt = 1; ; attempt += 1) {
      const index = current?.metadata.finalizers?.indexOf(FINALIZER) ?? -1;
      if (current?.metadata.uid !== grant.uid || index < 0) {
        return;
      }
      try {
        await this.#client.jsonPatch(
          bindingType,
          place(grant.target),
          removal(grant.uid, index),
          options,
        );
        return;
      } catch (error) {
        if (isNotFound(error)) {
          return;
        }
        // A list that changed fails the patch's test. So does a refusal of Rancher's webhook: that one shows at the next read.
        const latest: ClusterRoleTemplateBinding | undefined = await this.#read(
          grant.target,
          options,
        );
        if (
          attempt === ATTEMPTS ||
          latest?.metadata.resourceVersion === current.metadata.resourceVersion
        ) {
          throw error;
        }
        current = latest;
      }
    }
  }

  /** Asks for the deletion of exactly this binding. One of another UID under its name means that it is gone. */
  async delete(grant: ObservedGrant, options?: WriteOptions): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#client.delete(bindingType, place(grant.target), {
          uid: grant.uid,
          ...options,
        });
        return;
      } catch (error) {
        if (isNotFound(error)) {
          return;
        }
        if (!isStale(error) || attempt === ATTEMPTS) {
          throw error;
        }
        const current = await this.#read(grant.target, options);
        if (current?.metadata.uid !== grant.uid) {
          return;
        }
      }
    }
  }

  async #create(
    target: GrantTarget,
    holds: GrantHold[],
    options?: WriteOptions,
  ): Promise<ClusterRoleTemplateBinding> {
    const marks = marksOf(holds, {
      createdAt: this.#now(),
      ttlMarkers: this.#ttlMarkers,
    });
    return this.#client.create(bindingType, newBinding(target, marks), options);
  }

  async #update(
    current: ClusterRoleTemplateBinding,
    holds: GrantHold[],
    options?: WriteOptions,
  ): Promise<ClusterRoleTemplateBinding> {
    const { name, namespace, creationTimestamp, deletionTimestamp } =
      current.metadata;
    if (!isOurs(current)) {
      throw new ConflictError(
        `There is a binding ${namespace}/${name} that this suite did not make; remove it to let access be granted for a time`,
      );
    }
    if (deletionTimestamp) {
      throw new ConflictError(
        `The previous binding ${namespace}/${name} is still being deleted; access can be granted again when it is gone`,
      );
    }
    const createdAt = creationTimestamp
      ? new Date(creationTimestamp)
      : this.#now();
    const patch = marksPatch(
      current,
      marksOf(holds, { createdAt, ttlMarkers: this.#ttlMarkers }),
    );
    return patch
      ? this.#client.mergePatch(
          bindingType,
          { name: name ?? '', namespace },
          patch,
          options,
        )
      : current;
  }

  /** Whether the failure was about what we believed of the binding, and not about what we asked for. */
  #isWorthAnotherLook(
    error: unknown,
    believed: ClusterRoleTemplateBinding | undefined,
  ): boolean {
    if (!isKubernetesRequestError(error)) {
      return false;
    }
    return believed
      ? isStale(error) || isNotFound(error)
      : error.reason === 'AlreadyExists';
  }

  async #read(
    target: GrantTarget,
    options?: WriteOptions,
  ): Promise<ClusterRoleTemplateBinding | undefined> {
    const { name, namespace } = place(target);
    try {
      return await this.#client.get<ClusterRoleTemplateBinding>(
        bindingType,
        name,
        namespace,
        options,
      );
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

function place(target: GrantTarget): { name: string; namespace: string } {
  return { name: bindingName(target), namespace: target.cluster };
}

/** The tests make sure that the right entry of the right object goes. */
function removal(uid: string, index: number): JsonPatchOperation[] {
  const path = `/metadata/finalizers/${index}`;
  return [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path, value: FINALIZER },
    { op: 'remove', path },
  ];
}
