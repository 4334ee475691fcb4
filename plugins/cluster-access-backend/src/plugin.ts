import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  accessSessionArchiveReadPermission,
  accessSessionCreatePermission,
  accessSessionEndPermission,
  accessSessionReadPermission,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from './assemble';
import { readSettings } from './config';
import { openDatabase } from './database';
import { toSession } from './domain';
import { Extensions } from './extensions';
import { endToGoneRecorder } from './metrics';
import { createRouter, SessionAuthorizer } from './router';
import {
  accessSessionResourceRef,
  accessSessionRules,
  SessionSignals,
} from './service';

/**
 * Short, recorded access to clusters: takes requests, grants and takes back, tells people, archives.
 *
 * @public
 */
export const clusterAccessPlugin = createBackendPlugin({
  pluginId: 'cluster-access',
  register(env) {
    const extensions = new Extensions();
    env.registerExtensionPoint(clusterAccessExtensionPoint, extensions);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { config, logger, lifecycle, permissionsRegistry } = deps;
        const settings = readSettings(config);
        const { store, ledger, desk, engine, health } = assemble({
          settings,
          extensions,
          database: await openDatabase(deps.database),
          catalog: deps.catalog,
          auth: deps.auth,
          logger,
          directory: join(
            config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
            // One a user: nobody else may write into it, and several may share a machine.
            `cluster-access-archives-${process.getuid?.() ?? 'user'}`,
          ),
          onEnded: endToGoneRecorder(deps.metrics),
        });
        ledger.subscribe(new SessionSignals(deps.signals, logger).tell);

        permissionsRegistry.addPermissions([accessSessionCreatePermission]);
        permissionsRegistry.addResourceType({
          resourceRef: accessSessionResourceRef,
          permissions: [
            accessSessionReadPermission,
            accessSessionEndPermission,
            accessSessionArchiveReadPermission,
          ],
          rules: accessSessionRules,
          getResources: async ids => {
            const found = await store.getMany(ids);
            const byId = new Map(found.map(one => [one.id, toSession(one)]));
            return ids.map(id => byId.get(id));
          },
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            userInfo: deps.userInfo,
            auditor: deps.auditor,
            authorizer: new SessionAuthorizer(
              deps.permissions,
              permissionsRegistry.getPermissionRuleset(
                accessSessionResourceRef,
              ),
            ),
            desk,
            store,
            archives: extensions.archiveStore,
            health,
          }),
        );
        extensions.openDesk(desk);

        const stopping = new AbortController();
        let running: Promise<void> | undefined;
        lifecycle.addStartupHook(() => {
          running = engine
            .run(stopping.signal)
            .catch(error =>
              logger.error('Cluster access stopped', toError(error)),
            );
        });
        lifecycle.addShutdownHook(async () => {
          stopping.abort();
          await running;
        });
      },
    });
  },
});
