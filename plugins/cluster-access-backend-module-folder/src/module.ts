import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clusterAccessExtensionPoint } from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { readFolderPath } from './config';
import { FolderArchiveStore } from './FolderArchiveStore';

/**
 * Keeps the audit archives of cluster access sessions in a folder.
 *
 * @public
 */
export const clusterAccessModuleFolder = createBackendModule({
  pluginId: 'cluster-access',
  moduleId: 'folder',
  register(registration) {
    registration.registerInit({
      deps: {
        access: clusterAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        const path = readFolderPath(config, process.cwd());
        access.setArchiveStore(await FolderArchiveStore.create(path));
      },
    });
  },
});
