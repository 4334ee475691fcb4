import type { KubernetesApiServer, StoredObject } from '../kubernetes/types';
import { bindingOf, resources, type Binding } from './resources';

/** What makes two bindings duplicates for the controller. */
function contentKey(binding: Binding): string {
  return JSON.stringify([
    binding.userPrincipalName,
    binding.userName,
    binding.groupPrincipalName,
    binding.groupName,
    binding.roleTemplateName,
    binding.clusterName,
  ]);
}

export interface CachedBinding extends Binding {
  createdAt: string;
  deleting: boolean;
}

/** All ClusterRoleTemplateBindings, kept like Rancher's informer does, so that nobody lists a namespace at every event. */
export class BindingCache {
  readonly #byNamespace = new Map<string, Map<string, CachedBinding>>();
  readonly #byContent = new Map<string, Set<CachedBinding>>();
  readonly #stop: () => void;

  constructor(api: KubernetesApiServer) {
    this.#stop = api.objects.onChange(resources.bindings, event => {
      this.#remove(event.object);
      if (event.type !== 'DELETED') {
        this.#add(event.object);
      }
    });
    api.objects.list(resources.bindings).forEach(object => this.#add(object));
  }

  inCluster(cluster: string): CachedBinding[] {
    return [...(this.#byNamespace.get(cluster)?.values() ?? [])];
  }

  all(): CachedBinding[] {
    return [...this.#byNamespace.keys()].flatMap(cluster =>
      this.inCluster(cluster),
    );
  }

  /** Bindings with the same content, not being deleted, the oldest first. */
  sameContent(binding: Binding): CachedBinding[] {
    return [...(this.#byContent.get(contentKey(binding)) ?? [])]
      .filter(({ deleting }) => !deleting)
      .sort(
        (a, b) =>
          a.createdAt.localeCompare(b.createdAt) ||
          a.name.localeCompare(b.name),
      );
  }

  stop(): void {
    this.#stop();
  }

  #add(object: StoredObject): void {
    const binding: CachedBinding = {
      ...bindingOf(object),
      createdAt: object.metadata.creationTimestamp,
      deleting: object.metadata.deletionTimestamp !== undefined,
    };
    const namespace =
      this.#byNamespace.get(binding.namespace) ??
      new Map<string, CachedBinding>();
    this.#byNamespace.set(
      binding.namespace,
      namespace.set(binding.name, binding),
    );
    const key = contentKey(binding);
    this.#byContent.set(
      key,
      (this.#byContent.get(key) ?? new Set<CachedBinding>()).add(binding),
    );
  }

  #remove({ metadata }: StoredObject): void {
    const namespace = this.#byNamespace.get(metadata.namespace ?? '');
    const known = namespace?.get(metadata.name);
    if (!namespace || !known) {
      return;
    }
    namespace.delete(metadata.name);
    const key = contentKey(known);
    const same = this.#byContent.get(key);
    same?.delete(known);
    if (same?.size === 0) {
      this.#byContent.delete(key);
    }
  }
}
