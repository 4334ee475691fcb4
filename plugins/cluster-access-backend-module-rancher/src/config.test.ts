import { mockServices } from '@backstage/backend-test-utils';
import { readRancherConfig } from './config';

function read(rancher: Record<string, unknown>) {
  const kubernetes = {
    server: 'https://rancher.example.com/k8s/clusters/local',
    token: 'secret',
  };
  return readRancherConfig(
    mockServices.rootConfig({
      data: JSON.parse(
        JSON.stringify({
          clusterAccess: { rancher: { kubernetes, ...rancher } },
        }),
      ),
    }),
  );
}

it('has defaults that work', () => {
  expect(read({})).toMatchObject({
    principal: 'okta_user://{email}',
    lease: {
      namespace: 'cluster-self-service',
      name: 'cluster-access',
      durationMs: 15_000,
    },
    ttlMarkers: ['kyverno'],
  });
});

it('takes what is set', () => {
  const set = {
    principal: 'activedirectory_user://CN={name},OU=People,DC=example,DC=com',
    lease: { namespace: 'access', name: 'leader' },
    ttlMarkers: [],
  };
  expect(read(set)).toMatchObject(set);
  expect(read({ lease: { duration: '5s' } }).lease.durationMs).toBe(5_000);
});

it.each([
  [{ principal: 'erin@example.com' }, 'clusterAccess.rancher.principal'],
  [{ principal: 'okta_user://all' }, 'clusterAccess.rancher.principal'],
  [{ principal: 'okta_user://{mail}' }, '{mail}'],
  [{ principal: 'system://{name}' }, 'clusterAccess.rancher.principal'],
  [
    { lease: { namespace: 'Not a name' } },
    'clusterAccess.rancher.lease.namespace',
  ],
  [{ lease: { name: 7 } }, 'clusterAccess.rancher.lease.name'],
  [
    { lease: { duration: { milliseconds: 3500 } } },
    'clusterAccess.rancher.lease.duration',
  ],
  [
    { lease: { duration: { seconds: 1 } } },
    'clusterAccess.rancher.lease.duration',
  ],
  [{ ttlMarkers: ['cron'] }, 'clusterAccess.rancher.ttlMarkers'],
  [
    { kubernetes: { server: 'ftp://x', token: 'y' } },
    'clusterAccess.rancher.kubernetes.server',
  ],
])('stops the start over %j and says where', (section, message) => {
  expect(() => read(section)).toThrow(message);
});
