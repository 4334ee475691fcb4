import type { LoggerService } from '@backstage/backend-plugin-api';
import type { GrantProvider } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  LeaseElector,
  type KubernetesClient,
} from '@cluster-self-service/kubernetes-node';
import { BindingStore } from './bindings/BindingStore';
import type { RancherConfig } from './config';
import { RancherCaches } from './rancher/RancherCaches';
import { RancherGrantProvider } from './RancherGrantProvider';

/** Puts the parts of the provider together. */
export function createRancherGrantProvider(
  options: {
    client: KubernetesClient;
    logger: LoggerService;
    now?: () => Date;
  } & Omit<RancherConfig, 'kubeConfig'>,
): GrantProvider {
  const { client, logger, lease, now = () => new Date() } = options;
  return new RancherGrantProvider({
    caches: new RancherCaches({ client, logger }),
    store: new BindingStore({ client, ttlMarkers: options.ttlMarkers, now }),
    principal: options.principal,
    elect: ({ identity, signal, onLeading }) =>
      new LeaseElector({
        client,
        logger,
        identity,
        namespace: lease.namespace,
        name: lease.name,
        leaseDurationMs: lease.durationMs,
        // The proportions of client-go's defaults (15 s, 10 s, 2 s).
        renewDeadlineMs: (lease.durationMs * 2) / 3,
        retryPeriodMs: (lease.durationMs * 2) / 15,
      }).run(signal, onLeading),
  });
}
