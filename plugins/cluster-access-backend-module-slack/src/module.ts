import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { AccessSession } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createSlackClient } from './client/createSlackClient';
import { readSlackSettings } from './config';
import { createRouter } from './http/createRouter';
import { DatabaseReplayGuard } from './http/ReplayGuard';
import { Channels } from './notices/Channels';
import { SlackNotifier } from './notices/SlackNotifier';
import { SlackPeople } from './people/SlackPeople';
import { BackgroundTasks } from './requests/BackgroundTasks';
import { RequestFlow } from './requests/RequestFlow';
import { RequestForm } from './requests/RequestForm';

/** Requests from Slack and notices in Slack, for the cluster access backend. @public */
export const clusterAccessModuleSlack = createBackendModule({
  pluginId: 'cluster-access',
  moduleId: 'slack',
  register(registration) {
    registration.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        extension: clusterAccessExtensionPoint,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const {
          auditor,
          auth,
          catalog,
          config,
          extension,
          httpRouter,
          logger,
          scheduler,
        } = deps;
        const settings = readSlackSettings(config);
        if (!settings) {
          logger.info(
            'Slack is not used: there is no clusterAccess.slack in the configuration',
          );
          return;
        }
        const now = () => new Date();
        const portalUrl = config.getString('app.baseUrl').replace(/\/+$/, '');
        const client = createSlackClient(settings, { logger });
        const people = new SlackPeople({ client, catalog, auth, logger, now });
        const replays = await DatabaseReplayGuard.create(deps.database, {
          now,
        });
        const background = new BackgroundTasks(logger);
        const { desk } = extension;
        const flow = new RequestFlow({
          form: new RequestForm({ client, people, desk }),
          people,
          desk,
          background,
          logger,
          apiUrl: settings.apiUrl,
          sessionUrl: (session: AccessSession) =>
            `${portalUrl}/cluster-access/sessions/${encodeURIComponent(
              session.id,
            )}`,
        });

        extension.addNotifier(
          new SlackNotifier({
            client: signal => createSlackClient(settings, { logger, signal }),
            people,
            channels: new Channels(settings),
          }),
        );
        // Slack signs what it sends; there is nobody signed in.
        httpRouter.addAuthPolicy({
          path: '/slack/commands',
          allow: 'unauthenticated',
        });
        httpRouter.addAuthPolicy({
          path: '/slack/interactions',
          allow: 'unauthenticated',
        });
        httpRouter.use(createRouter({ settings, replays, auditor, flow, now }));
        await scheduler.scheduleTask({
          id: 'cluster-access-slack-forget-requests',
          frequency: { minutes: 30 },
          timeout: { minutes: 1 },
          initialDelay: { minutes: 1 },
          fn: () => replays.forget(),
        });
        deps.lifecycle.addShutdownHook(() => background.settled());
      },
    });
  },
});
