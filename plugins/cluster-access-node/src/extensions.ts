import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ArchiveStore, AuditLogSource } from './audit';
import type { AccessDesk } from './desk';
import type { GrantProvider } from './grants';
import type { Notifier } from './notifier';

/**
 * Where modules plug in what stands outside: one grant provider, one audit log source, one archive store, any number of
 * notifiers.
 *
 * @public
 */
export interface ClusterAccessExtensionPoint {
  setGrantProvider(provider: GrantProvider): void;
  setAuditLogSource(source: AuditLogSource): void;
  setArchiveStore(store: ArchiveStore): void;
  addNotifier(notifier: Notifier): void;
  /** For modules that take requests. Its methods wait until the backend is up. */
  readonly desk: AccessDesk;
}

/** @public */
export const clusterAccessExtensionPoint =
  createExtensionPoint<ClusterAccessExtensionPoint>({
    id: 'cluster-access',
  });
