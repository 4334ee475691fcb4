import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { readLokiConfig } from './config';
import { LokiAuditLogSource } from './LokiAuditLogSource';

/**
 * Reads the audit lines of cluster access sessions from Loki.
 *
 * @public
 */
export const clusterAccessModuleLoki = createBackendModule({
  pluginId: 'cluster-access',
  moduleId: 'loki',
  register(registration) {
    registration.registerInit({
      deps: {
        access: clusterAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        access.setAuditLogSource(
          LokiAuditLogSource.create(readLokiConfig(config)),
        );
      },
    });
  },
});
