import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  clusterAccessExtensionPoint,
  type ClusterAccessExtensionPoint,
  type GrantProvider,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import clusterAccessModuleRancher from './index';

async function start(
  kubernetes: Record<string, string>,
): Promise<GrantProvider[]> {
  const providers: GrantProvider[] = [];
  const extensionPoint: ClusterAccessExtensionPoint = {
    setGrantProvider: provider => providers.push(provider),
    setAuditLogSource: () => undefined,
    setArchiveStore: () => undefined,
    addNotifier: () => undefined,
    desk: { options: jest.fn(), request: jest.fn(), find: jest.fn() },
  };
  const backend = await startTestBackend({
    extensionPoints: [[clusterAccessExtensionPoint, extensionPoint]],
    features: [
      clusterAccessModuleRancher,
      mockServices.rootConfig.factory({
        data: { clusterAccess: { rancher: { kubernetes } } },
      }),
    ],
  });
  await backend.stop();
  return providers;
}

it('gives the backend a grant provider', async () => {
  const [provider] = await start({
    server: 'https://127.0.0.1:1',
    token: 'secret',
  });
  expect(provider).toMatchObject({ id: 'rancher', title: 'Rancher' });
});

it('stops the start over a wrong value and says where it is', async () => {
  await expect(start({ server: 'https://127.0.0.1:1' })).rejects.toThrow(
    'clusterAccess.rancher.kubernetes.server',
  );
});
