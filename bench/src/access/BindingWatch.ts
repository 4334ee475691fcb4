import {
  WatchCache,
  type KubernetesClient,
  type KubernetesObject,
  type ResourceType,
} from '@cluster-self-service/kubernetes-node';
import { logger } from './logger';

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

/**
 * What a watcher of its own sees of bindings that are made after it started, and when. Times are milliseconds since the
 * epoch, by UID.
 */
export class BindingWatch {
  readonly addedAt = new Map<string, number>();
  readonly deletedAt = new Map<string, number>();
  lastEventAt = Date.now();
  private readonly stopping = new AbortController();

  private constructor(private readonly cache: WatchCache<Binding>) {}

  static async start(client: KubernetesClient): Promise<BindingWatch> {
    const cache = new WatchCache<Binding>({
      client,
      type: bindingType,
      logger,
    });
    const watch = new BindingWatch(cache);
    void cache.run(watch.stopping.signal);
    await cache.waitForSync();
    cache.onChange(({ type, object }) => {
      const now = Date.now();
      const uid = object.metadata.uid ?? '';
      watch.lastEventAt = now;
      if (type === 'ADDED') {
        watch.addedAt.set(uid, now);
      }
      if (type === 'DELETED') {
        watch.deletedAt.set(uid, now);
      }
    });
    return watch;
  }

  /** Those that are there now. */
  present(): Binding[] {
    return this.cache
      .list()
      .filter(({ metadata }) => this.addedAt.has(metadata.uid ?? ''));
  }

  stop(): void {
    this.stopping.abort();
  }
}
