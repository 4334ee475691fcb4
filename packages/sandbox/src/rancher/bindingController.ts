import type { KubernetesApiServer, StoredObject } from '../kubernetes/types';
import type { BindingCache } from './bindingCache';
import type { DownstreamClusters } from './downstream';
import { bindingOf, isReady, resources } from './resources';
import {
  completedStatus,
  finalizersOf,
  modes,
  saysCompleted,
  type RancherMode,
} from './status';
import { missingSubject } from './subject';

const CREATED_ANNOTATION =
  'lifecycle.cattle.io/create.mgmt-auth-crtb-controller';
const LABELS_UPDATED = 'auth.management.cattle.io/crb-rb-labels-updated';

export interface BindingControllerOptions {
  api: KubernetesApiServer;
  bindings: BindingCache;
  downstream: DownstreamClusters;
  mode: RancherMode;
  /** How long each step takes, in milliseconds. */
  latency: number;
  onError: (error: unknown) => void;
}

/**
 * What Rancher's controllers do with a ClusterRoleTemplateBinding: complete it, carry its rights downstream, delete its
 * duplicates, and clean up in two phases when it goes. Level-triggered: each step looks at the object as it is.
 */
export class BindingController {
  readonly #options: BindingControllerOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #stops: Array<() => void>;

  constructor(options: BindingControllerOptions) {
    this.#options = options;
    const { objects } = options.api;
    this.#stops = [
      objects.onChange(resources.bindings, ({ type, object }) => {
        if (type === 'DELETED') {
          // Someone forced it: real downstream rights stay as well, until the next clean-up.
          this.#cancel(object);
        } else {
          this.#enqueue(object.metadata.namespace ?? '', object.metadata.name);
        }
      }),
      objects.onChange(resources.clusters, ({ object }) => {
        if (isReady(object)) {
          this.#enqueueCluster(object.metadata.name);
        }
      }),
    ];
    objects
      .list(resources.bindings)
      .forEach(({ metadata }) =>
        this.#enqueue(metadata.namespace ?? '', metadata.name),
      );
  }

  stop(): void {
    this.#stops.forEach(stop => stop());
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#timers.clear();
  }

  #enqueueCluster(cluster: string): void {
    this.#options.bindings
      .inCluster(cluster)
      .forEach(({ namespace, name }) => this.#enqueue(namespace, name));
  }

  #enqueue(
    namespace: string,
    name: string,
    delay = this.#options.latency,
  ): void {
    const key = `${namespace}/${name}`;
    if (this.#timers.has(key)) {
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      try {
        this.#reconcile(namespace, name);
      } catch (error) {
        if (
          this.#options.api.objects.get(resources.bindings, name, namespace)
        ) {
          this.#options.onError(error);
          this.#enqueue(namespace, name, delay * 2 + 10);
        }
      }
    }, delay);
    this.#timers.set(key, timer);
  }

  #cancel({ metadata }: StoredObject): void {
    const key = `${metadata.namespace}/${metadata.name}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  #reconcile(namespace: string, name: string): void {
    const object = this.#options.api.objects.get(
      resources.bindings,
      name,
      namespace,
    );
    if (!object) {
      return;
    }
    if (object.metadata.deletionTimestamp) {
      this.#remove(object);
    } else if (!this.#deleteDuplicates(object) && !this.#complete(object)) {
      this.#carryDownstream(object);
    }
  }

  /** Keeps the oldest of several bindings with the same content. Answers whether this one had to go. */
  #deleteDuplicates(object: StoredObject): boolean {
    const [keeper, ...duplicates] = this.#options.bindings.sameContent(
      bindingOf(object),
    );
    duplicates.forEach(({ name, namespace }) =>
      this.#options.api.objects.delete(resources.bindings, name, namespace),
    );
    return keeper !== undefined && keeper.name !== object.metadata.name;
  }

  /** Puts finalizers, annotations and the missing half of the subject. Answers whether it wrote. */
  #complete(object: StoredObject): boolean {
    const { api, mode } = this.#options;
    const subject = missingSubject(api.objects, object);
    const finalizers = finalizersOf(mode, bindingOf(object).clusterName);
    const has = object.metadata.finalizers ?? [];
    if (
      finalizers.every(one => has.includes(one)) &&
      Object.keys(subject).length === 0
    ) {
      return false;
    }
    api.objects.update(resources.bindings, this.#target(object), current => {
      const { metadata } = current;
      if (metadata.deletionTimestamp) {
        return;
      }
      metadata.finalizers = [
        ...new Set([...(metadata.finalizers ?? []), ...finalizers]),
      ];
      if (mode === 'legacy') {
        metadata.annotations = {
          ...metadata.annotations,
          [CREATED_ANNOTATION]: 'true',
        };
        metadata.labels = { ...metadata.labels, [LABELS_UPDATED]: 'true' };
      }
      Object.assign(current, subject);
    });
    return true;
  }

  #carryDownstream(object: StoredObject): void {
    const { api, downstream, mode } = this.#options;
    const binding = bindingOf(object);
    const subject =
      binding.userName ?? binding.groupPrincipalName ?? binding.groupName;
    const remote = this.#reachable(binding.clusterName);
    if (remote && subject) {
      downstream.add(object.metadata.uid, {
        cluster: binding.clusterName,
        subject,
        role: binding.roleTemplateName,
      });
    }
    if (!saysCompleted(object, remote)) {
      const at = `${new Date().toISOString().slice(0, 19)}Z`;
      api.objects.update(
        resources.bindings,
        this.#target(object),
        current => {
          current.status = completedStatus(current, { mode, remote, at });
        },
        { subresource: 'status' },
      );
    }
  }

  /** The management cluster lets go first; the downstream one as soon as it can be reached. */
  #remove(object: StoredObject): void {
    const { mode, downstream } = this.#options;
    const { localFinalizer, remoteFinalizer } = modes[mode];
    const has = object.metadata.finalizers ?? [];
    const { clusterName } = bindingOf(object);
    if (localFinalizer && has.includes(localFinalizer)) {
      this.#takeOff(object, localFinalizer);
    } else if (this.#reachable(clusterName)) {
      downstream.remove(object.metadata.uid);
      if (has.includes(remoteFinalizer(clusterName))) {
        this.#takeOff(object, remoteFinalizer(clusterName));
      }
    }
  }

  #takeOff(object: StoredObject, finalizer: string): void {
    this.#options.api.objects.update(
      resources.bindings,
      this.#target(object),
      current => {
        current.metadata.finalizers = current.metadata.finalizers?.filter(
          one => one !== finalizer,
        );
      },
    );
  }

  #target({ metadata }: StoredObject): { name: string; namespace?: string } {
    return { name: metadata.name, namespace: metadata.namespace };
  }

  /** A cluster that is no more needs no clean-up. */
  #reachable(cluster: string): boolean {
    const object = this.#options.api.objects.get(resources.clusters, cluster);
    return !object || object.metadata.name === 'local' || isReady(object);
  }
}
