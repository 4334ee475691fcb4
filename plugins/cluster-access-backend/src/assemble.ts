import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { systemClock, type Clock } from '@cluster-self-service/kubernetes-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Archivist } from './archiving';
import type { AccessSettings } from './config';
import {
  DatabaseOutboxStore,
  DatabaseSessionStore,
  type SessionStore,
} from './database';
import type { AccessPolicy, SessionRecord } from './domain';
import { AccessEngine, type LeaderDuty } from './engine';
import type { Extensions } from './extensions';
import { SessionLedger } from './ledger';
import { OutboxDispatcher } from './outbox';
import { Reconciler } from './reconciler';
import type { HealthReport } from './router';
import { DefaultAccessDesk, personFinder } from './service';

export interface AssembleOptions {
  settings: AccessSettings;
  extensions: Extensions;
  database: Knex;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  /** Where archives are built before they are stored. */
  directory: string;
  onEnded?: (session: SessionRecord) => void;
  clock?: Clock;
}

export interface Assembly {
  store: SessionStore;
  ledger: SessionLedger;
  desk: DefaultAccessDesk;
  engine: AccessEngine;
  health: () => Promise<HealthReport>;
}

/** Puts the parts together. Starts nothing. */
export function assemble(options: AssembleOptions): Assembly {
  const { settings, extensions, database, logger } = options;
  const { clock = systemClock } = options;
  const { grantProvider: provider, notifiers } = extensions;
  if (!provider) {
    throw new InputError(
      'Cluster access needs a grant provider, and none is installed. Add a module that brings one to the backend, for example @cluster-self-service/backstage-plugin-cluster-access-backend-module-rancher.',
    );
  }
  if (settings.rules.policies.length === 0) {
    logger.warn(
      'Nobody may ask for access: there is no policy in clusterAccess.policies',
    );
  }
  const store = DatabaseSessionStore.create({
    database,
    notifiers: notifiers.map(({ id }) => id),
  });
  const outbox = DatabaseOutboxStore.create({ database });
  const ledger = new SessionLedger(store);
  const shared = { store, ledger, clock, logger, random: Math.random };

  const dispatchers = notifiers.map(
    notifier =>
      new OutboxDispatcher({
        ...shared,
        notifier,
        outbox,
        settings: settings.notifications,
        sessionUrl: id =>
          `${settings.portalUrl}/cluster-access/sessions/${encodeURIComponent(
            id,
          )}`,
      }),
  );
  const engine = new AccessEngine({
    ...shared,
    provider,
    identity: `${hostname()}-${randomUUID()}`,
    newReconciler: leadership =>
      new Reconciler(
        {
          ...shared,
          provider,
          settings: {
            ...settings.reconciler,
            archiveSettle: settings.archive.settle,
            longest: longestOf(settings.rules.policies),
          },
          onEnded: options.onEnded,
        },
        leadership,
      ),
    duties: [...dispatchers, ...archivistOf(options, shared)],
  });
  const desk = DefaultAccessDesk.create({
    provider,
    isReady: engine.isReady,
    findPerson: personFinder(options),
    store,
    ledger,
    rules: settings.rules,
    now: () => clock.now(),
    newId: randomUUID,
  });
  return {
    store,
    ledger,
    desk,
    engine,
    health: async () => ({
      leader: engine.isLeader,
      clustersRead: engine.isReady(),
      queued: engine.queued,
      outbox: await outbox.backlog(),
    }),
  };
}

function longestOf(policies: AccessPolicy[]): number {
  return Math.max(0, ...policies.map(one => one.maxDurationSeconds * 1000));
}

function archivistOf(
  { settings, extensions, directory, logger }: AssembleOptions,
  shared: {
    store: SessionStore;
    ledger: SessionLedger;
    clock: Clock;
    logger: LoggerService;
    random: () => number;
  },
): LeaderDuty[] {
  const { auditLogSource: source, archiveStore: archives } = extensions;
  if (!source || !archives) {
    const missing = [
      ...(source ? [] : ['an audit log source (for example ...-module-loki)']),
      ...(archives ? [] : ['an archive store (for example ...-module-folder)']),
    ];
    logger.warn(
      `Sessions are not archived: install ${missing.join(
        ' and ',
      )} beside the cluster access backend`,
    );
    return [];
  }
  return [
    new Archivist({
      ...shared,
      source,
      archives,
      settings: settings.archive,
      directory,
    }),
  ];
}
