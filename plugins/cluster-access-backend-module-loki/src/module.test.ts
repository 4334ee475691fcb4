import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type ClusterAccessExtensionPoint,
  clusterAccessExtensionPoint,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import clusterAccessModuleLoki from '.';

function start(loki: { baseUrl: string }, setAuditLogSource = jest.fn()) {
  const desk = { options: jest.fn(), request: jest.fn(), find: jest.fn() };
  const access: ClusterAccessExtensionPoint = {
    setGrantProvider: jest.fn(),
    setAuditLogSource,
    setArchiveStore: jest.fn(),
    addNotifier: jest.fn(),
    desk,
  };
  return startTestBackend({
    extensionPoints: [[clusterAccessExtensionPoint, access]],
    features: [
      clusterAccessModuleLoki,
      mockServices.rootConfig.factory({ data: { clusterAccess: { loki } } }),
    ],
  });
}

describe('clusterAccessModuleLoki', () => {
  it('plugs Loki in as the audit log', async () => {
    const setAuditLogSource = jest.fn();
    await start({ baseUrl: 'http://localhost:3100' }, setAuditLogSource);
    expect(setAuditLogSource).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'loki' }),
    );
  });

  it('keeps the backend from starting with a wrong configuration', async () => {
    await expect(start({ baseUrl: 'nowhere' })).rejects.toThrow(
      'clusterAccess.loki.baseUrl',
    );
  });
});
