import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  type ClusterAccessExtensionPoint,
  clusterAccessExtensionPoint,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import clusterAccessModuleFolder from '.';

const directory = createMockDirectory({ content: { file: '' } });

function start(path: string, setArchiveStore = jest.fn()) {
  const access: ClusterAccessExtensionPoint = {
    setGrantProvider: jest.fn(),
    setAuditLogSource: jest.fn(),
    setArchiveStore,
    addNotifier: jest.fn(),
    desk: { options: jest.fn(), request: jest.fn(), find: jest.fn() },
  };
  return startTestBackend({
    extensionPoints: [[clusterAccessExtensionPoint, access]],
    features: [
      clusterAccessModuleFolder,
      mockServices.rootConfig.factory({
        data: { clusterAccess: { folder: { path } } },
      }),
    ],
  });
}

describe('clusterAccessModuleFolder', () => {
  it('makes the folder and plugs it in as the archive store', async () => {
    const setArchiveStore = jest.fn();
    const path = join(directory.path, 'new', 'archives');
    await start(path, setArchiveStore);
    expect(existsSync(path)).toBe(true);
    expect(setArchiveStore).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'folder' }),
    );
  });

  it('keeps the backend from starting with a folder that cannot be used', async () => {
    await expect(start(join(directory.path, 'file'))).rejects.toThrow(
      'clusterAccess.folder.path',
    );
  });
});
