import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { createKubernetesClient } from '@cluster-self-service/kubernetes-node';
import { readRancherConfig } from './config';
import { createRancherGrantProvider } from './createRancherGrantProvider';

/**
 * Lets the `cluster-access` backend grant access with Rancher.
 *
 * @public
 */
export const clusterAccessModuleRancher = createBackendModule({
  pluginId: 'cluster-access',
  moduleId: 'rancher',
  register(env) {
    env.registerInit({
      deps: {
        access: clusterAccessExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ access, config, logger }) {
        const { kubeConfig, ...options } = readRancherConfig(config);
        const client = createKubernetesClient({ kubeConfig });
        access.setGrantProvider(
          createRancherGrantProvider({ client, logger, ...options }),
        );
      },
    });
  },
});
