import type {
  AccessDesk,
  ArchiveStore,
  AuditLogSource,
  ClusterAccessExtensionPoint,
  GrantProvider,
  Notifier,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { ConflictError } from '@backstage/errors';
import { createDeferred } from '@backstage/types';

/** Collects what modules plug in, and gives them the desk as soon as there is one. */
export class Extensions implements ClusterAccessExtensionPoint {
  grantProvider: GrantProvider | undefined;
  auditLogSource: AuditLogSource | undefined;
  archiveStore: ArchiveStore | undefined;
  readonly notifiers: Notifier[] = [];
  private readonly opened = createDeferred<AccessDesk>();

  readonly desk: AccessDesk = {
    options: async (...args) => (await this.opened).options(...args),
    request: async (...args) => (await this.opened).request(...args),
    find: async (...args) => (await this.opened).find(...args),
  };

  openDesk(desk: AccessDesk): void {
    this.opened.resolve(desk);
  }

  setGrantProvider(provider: GrantProvider): void {
    only('grant provider', this.grantProvider, provider);
    this.grantProvider = provider;
  }

  setAuditLogSource(source: AuditLogSource): void {
    only('audit log source', this.auditLogSource, source);
    this.auditLogSource = source;
  }

  setArchiveStore(store: ArchiveStore): void {
    only('archive store', this.archiveStore, store);
    this.archiveStore = store;
  }

  addNotifier(notifier: Notifier): void {
    only(
      'notifier of this name',
      this.notifiers.find(({ id }) => id === notifier.id),
      notifier,
    );
    this.notifiers.push(notifier);
  }
}

function only(
  what: string,
  first: { id: string } | undefined,
  second: { id: string },
): void {
  if (first) {
    throw new ConflictError(
      `Cluster access has one ${what}: "${first.id}" is installed, "${second.id}" cannot be installed beside it. Remove one of the two modules.`,
    );
  }
}
