import type {
  KubernetesClient,
  KubernetesObject,
  ResourceType,
} from '@cluster-self-service/kubernetes-node';

export const bindingType: ResourceType = {
  group: 'management.cattle.io',
  version: 'v3',
  plural: 'clusterroletemplatebindings',
  kind: 'ClusterRoleTemplateBinding',
  namespaced: true,
};

export interface Binding extends KubernetesObject {
  clusterName?: string;
  roleTemplateName?: string;
  userName?: string;
}

/** What a watcher of its own has seen of bindings, and when. Times are milliseconds since the epoch. */
export class BindingWatch {
  readonly addedAt = new Map<string, number>();
  readonly deletedAt = new Map<string, number>();
  /** As last seen; the last word of those that are gone. */
  readonly seen = new Map<string, Binding>();
  lastEventAt = Date.now();
  private readonly stopping = new AbortController();
  private failure: unknown;

  private constructor() {}

  /** Sees everything from now on. */
  static async start(client: KubernetesClient): Promise<BindingWatch> {
    const watch = new BindingWatch();
    const { resourceVersion } = await client.list<Binding>(bindingType);
    void watch.follow(client, resourceVersion);
    return watch;
  }

  /** Bindings that are there now. */
  present(): Binding[] {
    return [...this.seen.values()].filter(
      ({ metadata }) => !this.deletedAt.has(metadata.uid ?? ''),
    );
  }

  get error(): unknown {
    return this.failure;
  }

  stop(): void {
    this.stopping.abort();
  }

  private async follow(
    client: KubernetesClient,
    resourceVersion: string,
  ): Promise<void> {
    const { signal } = this.stopping;
    try {
      const options = { resourceVersion, timeoutSeconds: 3600 };
      const events = client.watch<Binding>(bindingType, options, signal);
      for await (const event of events) {
        const now = Date.now();
        this.lastEventAt = now;
        if (event.type !== 'BOOKMARK') {
          const uid = event.object.metadata.uid ?? '';
          this.seen.set(uid, event.object);
          if (event.type === 'ADDED') {
            this.addedAt.set(uid, now);
          }
          if (event.type === 'DELETED') {
            this.deletedAt.set(uid, now);
          }
        }
      }
      if (!signal.aborted) {
        throw new Error('the watch ended');
      }
    } catch (error) {
      this.failure = error;
    }
  }
}
