import { mockServices } from '@backstage/backend-test-utils';
import type {
  GrantHold,
  GrantProvider,
  GrantTarget,
  ObservedGrant,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  createKubernetesClient,
  parseKubeConfig,
  type KubernetesClient,
} from '@cluster-self-service/kubernetes-node';
import {
  people,
  startKubernetesApiServer,
  startRancher,
  type KubernetesApiServer,
  type Rancher,
  eventually,
} from '@cluster-self-service/sandbox';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { bindingName } from './bindings/bindingName';
import { BindingStore } from './bindings/BindingStore';
import { hold, target } from './bindings/fixtures';
import { FINALIZER, HOLDS_ANNOTATION } from './bindings/mapping';
import { serializeHolds } from './bindings/holds';
import { createRancherGrantProvider } from './createRancherGrantProvider';
import { isRecord } from './rancher/resources';

const bindings = {
  group: 'management.cattle.io',
  resource: 'clusterroletemplatebindings',
};
const logger = mockServices.logger.mock();
const now = new Date();
const inAnHour = new Date(now.getTime() + 3_600_000);
const inTwoHours = new Date(now.getTime() + 7_200_000);

jest.setTimeout(60_000);

let api: KubernetesApiServer;
let rancher: Rancher;
let client: KubernetesClient;
let provider: GrantProvider;
const changed: GrantTarget[] = [];
const stopping = new AbortController();

/** The service account with what rbac.yaml gives it, and no more. */
function applyRbac(): KubernetesClient {
  const file = readFileSync(join(__dirname, '..', 'rbac.yaml'), 'utf8');
  parseAllDocuments(file)
    .map(document => document.toJS())
    .filter(isRecord)
    .filter(({ kind }) => kind !== 'Namespace')
    .forEach(object => {
      const namespace = isRecord(object.metadata)
        ? object.metadata.namespace
        : undefined;
      api.objects.create(
        object,
        typeof namespace === 'string' ? namespace : undefined,
      );
    });
  const username = 'system:serviceaccount:cluster-self-service:cluster-access';
  const kubeconfig = api.addUser({
    username,
    groups: ['system:serviceaccounts', 'system:authenticated'],
    token: 'cluster-access-token',
  });
  const kubeConfig = parseKubeConfig(kubeconfig);
  kubeConfig.setCurrentContext(username);
  return createKubernetesClient({ kubeConfig });
}

function stored(of: GrantTarget = target) {
  return api.objects.get(bindings, bindingName(of), of.cluster);
}

function isEffective(): boolean {
  return rancher.isEffective(target.cluster, target.subject, target.role);
}

async function grantAndSettle(holds: GrantHold[]): Promise<ObservedGrant> {
  const granted = await provider.grant(target, holds);
  await eventually(() =>
    expect(provider.observe(target)?.effective).toBe(true),
  );
  return granted;
}

async function settled(): Promise<void> {
  await eventually(() => {
    expect(provider.observeAll()).toEqual([]);
    expect(stored()).toBeUndefined();
    // Of bindings that others made, too: one that is still in the cache is a standing one to the next test.
    expect(provider.findStanding(target)).toEqual([]);
  });
}

beforeAll(async () => {
  api = await startKubernetesApiServer({ port: 0 });
  rancher = await startRancher(api, { latencyMs: 2 });
  client = applyRbac();
  provider = createRancherGrantProvider({
    client,
    logger,
    principal: 'okta_user://{email}',
    lease: {
      namespace: 'cluster-self-service',
      name: 'cluster-access',
      durationMs: 3_000,
    },
    ttlMarkers: ['kyverno'],
  });
  await provider.start({
    signal: stopping.signal,
    onChange: one => changed.push(one),
  });
});

afterEach(async () => {
  rancher.setReachable(target.cluster, true);
  const grant = provider.observe(target);
  if (grant) {
    await provider.revoke(grant);
  } else if (stored()) {
    api.objects.delete(bindings, bindingName(target), target.cluster);
  }
  await settled();
});

afterAll(async () => {
  stopping.abort();
  rancher.stop();
  await api.stop();
});

describe('what is to be chosen from', () => {
  it('are the clusters by the names people know', () => {
    expect(provider.listClusters()).toContainEqual({
      id: 'c-m-7qkx2bzl',
      name: 'prod-eu',
      labels: expect.objectContaining({ 'access.example.com/private': 'true' }),
      ready: true,
    });
  });

  it('are the roles that a cluster takes', () => {
    const names = provider.listRoles().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['cluster-owner', 'cluster-viewer']),
    );
    expect(names).not.toContain('read-only'); // of projects
    expect(names).not.toContain('rt-q7m4z'); // locked
  });

  it('are people with the groups of their last sign-in', async () => {
    const erin = {
      entityRef: 'user:default/erin',
      displayName: 'Erin',
      annotations: {},
    };
    const at = new Date('2026-11-20T07:00:00Z');
    rancher.signIn(target.subject, { groups: ['engineers'], at });
    await eventually(() =>
      expect(
        provider.findSubject({ ...erin, email: 'Erin@example.com' }),
      ).toEqual({
        id: target.subject,
        groups: ['okta_group://engineers'],
        groupsRefreshedAt: at,
        enabled: true,
      }),
    );
  });
});

describe('a grant', () => {
  it('is in effect, says until when, and is told of', async () => {
    changed.length = 0;
    const granted = await grantAndSettle([hold({ expiresAt: inAnHour })]);
    expect(isEffective()).toBe(true);
    expect(changed).toContainEqual(target);
    expect(provider.observe(target)).toMatchObject({
      uid: granted.uid,
      target,
      expiresAt: inAnHour,
      state: 'present',
      holds: [hold({ expiresAt: inAnHour })],
    });
    expect(stored()?.userPrincipalName).toBe(`local://${target.subject}`);
  });

  it('asked for many times at once makes one binding', async () => {
    const grants = await Promise.all(
      Array.from({ length: 6 }, () => provider.grant(target, [hold()])),
    );
    expect(new Set(grants.map(({ uid }) => uid)).size).toBe(1);
    expect(provider.observeAll()).toHaveLength(1);
  });

  it('can be seen at once by the one who made it, and is in effect only when Rancher says so', async () => {
    rancher.setReachable(target.cluster, false);
    const { uid } = await provider.grant(target, [hold()]);
    expect(provider.observe(target)).toMatchObject({ uid, effective: false });
    rancher.setReachable(target.cluster, true);
    await eventually(() =>
      expect(provider.observe(target)?.effective).toBe(true),
    );
  });

  it('writes nothing where nothing changed', async () => {
    await grantAndSettle([hold()]);
    const before = stored()?.metadata.resourceVersion;
    await provider.grant(target, [hold()]);
    expect(stored()?.metadata.resourceVersion).toBe(before);
  });

  it('is shared by sessions that overlap, and lives until the last of them ends', async () => {
    const first = hold({ sessionId: 'first', expiresAt: inTwoHours });
    const second = hold({ sessionId: 'second', expiresAt: inAnHour });
    const { uid } = await grantAndSettle([first]);
    expect(await provider.grant(target, [first, second])).toMatchObject({
      uid,
      holds: [first, second],
      expiresAt: inTwoHours,
    });
    expect(await provider.grant(target, [second])).toMatchObject({
      uid,
      holds: [second],
      expiresAt: inAnHour,
    });
    expect(stored()?.metadata.labels?.['cleanup.kyverno.io/ttl']).toBe(
      `${new Date(Math.ceil(inAnHour.getTime() / 1000) * 1000)
        .toISOString()
        .slice(0, 19)}Z`.replaceAll(':', ''),
    );
  });

  it('keeps a session that someone else added meanwhile', async () => {
    await grantAndSettle([
      hold({ sessionId: 'theirs', expiresAt: inTwoHours }),
    ]);
    const store = new BindingStore({
      client,
      ttlMarkers: [],
      now: () => new Date(),
    });
    const binding = await store.put(
      target,
      [hold({ sessionId: 'mine' })],
      undefined,
    );
    expect(binding.metadata.annotations?.[HOLDS_ANNOTATION]).toBe(
      serializeHolds([
        hold({ sessionId: 'mine' }),
        hold({ sessionId: 'theirs', expiresAt: inTwoHours }),
      ]),
    );
  });
});

describe('who does not lead any more', () => {
  const late = { signal: AbortSignal.abort(new Error('someone else leads')) };

  it('grants nothing', async () => {
    await expect(provider.grant(target, [hold()], late)).rejects.toThrow(
      'someone else leads',
    );
    expect(stored()).toBeUndefined();
  });

  it('takes nothing back', async () => {
    const granted = await grantAndSettle([hold()]);
    await expect(provider.revoke(granted, late)).rejects.toThrow(
      'someone else leads',
    );
    await expect(provider.prepareRevocation?.(granted, late)).rejects.toThrow(
      'someone else leads',
    );
    expect(stored()?.metadata).toMatchObject({
      uid: granted.uid,
      finalizers: expect.arrayContaining([FINALIZER]),
    });
    expect(stored()?.metadata.deletionTimestamp).toBeUndefined();
  });
});

describe('a grant that cannot be', () => {
  it('is a conflict where a person has a standing binding, which stays as it is', async () => {
    const adam = people.find(({ name }) => name === 'adam');
    const standing = {
      ...target,
      role: 'nodes-view',
      subject: adam?.rancherUserId ?? '',
    };
    const before = api.objects.get(bindings, 'crtb-9wq4m', target.cluster);
    expect(provider.findStanding(standing)).toEqual([
      { name: 'crtb-9wq4m', uid: before?.metadata.uid },
    ]);
    await expect(provider.grant(standing, [hold()])).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('crtb-9wq4m'),
    });
    expect(api.objects.get(bindings, 'crtb-9wq4m', target.cluster)).toEqual(
      before,
    );
  });

  it('is a conflict where Rancher knows of a standing binding before we do', async () => {
    const name = 'crtb-h4ndm';
    api.objects.create(
      {
        apiVersion: 'management.cattle.io/v3',
        kind: 'ClusterRoleTemplateBinding',
        metadata: { name, namespace: target.cluster },
        clusterName: target.cluster,
        roleTemplateName: target.role,
        userName: target.subject,
      },
      target.cluster,
    );
    const store = new BindingStore({
      client,
      ttlMarkers: [],
      now: () => new Date(),
    });
    await expect(store.put(target, [hold()], undefined)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has a binding'),
    });
    api.objects.delete(bindings, name, target.cluster);
    await eventually(() =>
      expect(api.objects.get(bindings, name, target.cluster)).toBeUndefined(),
    );
  });

  it('is a conflict where someone else has taken the name', async () => {
    api.objects.create(
      {
        apiVersion: 'management.cattle.io/v3',
        kind: 'ClusterRoleTemplateBinding',
        metadata: { name: bindingName(target), namespace: target.cluster },
        clusterName: target.cluster,
        roleTemplateName: 'cluster-viewer',
        userName: target.subject,
      },
      target.cluster,
    );
    await expect(provider.grant(target, [hold()])).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('did not make'),
    });
    expect(provider.observe(target)).toBeUndefined();
  });

  it.each<[string, Partial<GrantTarget>, string]>([
    [
      'gives more than the service account holds',
      { role: 'cluster-owner' },
      'not currently held',
    ],
    [
      'is on a cluster it was not let on',
      { cluster: 'c-m-9hw4tdvn' },
      'not currently held',
    ],
    ['has a locked role', { role: 'rt-q7m4z' }, 'locked'],
    ['has a role of projects', { role: 'read-only' }, 'Unsupported value'],
    ['has no role', { role: 'no-such-role' }, 'not found'],
    ['has no cluster', { cluster: 'c-m-nowhere' }, 'not found'],
  ])('is not allowed where it %s', async (_, changes, words) => {
    await expect(
      provider.grant({ ...target, ...changes }, [hold()]),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining(words),
    });
  });
});

describe('a revocation', () => {
  it('takes the rights away, and may be repeated', async () => {
    const grant = await grantAndSettle([hold()]);
    await provider.revoke(grant);
    await settled();
    expect(isEffective()).toBe(false);
    await provider.revoke(grant);
  });

  it('never touches a later binding of the same name', async () => {
    const earlier = await grantAndSettle([hold()]);
    await provider.revoke(earlier);
    await settled();
    const later = await grantAndSettle([hold()]);
    expect(later.name).toBe(earlier.name);
    await provider.revoke(earlier);
    expect(provider.observe(target)).toMatchObject({
      uid: later.uid,
      state: 'present',
    });
    expect(stored()?.metadata.finalizers).toContain(FINALIZER);
  });

  it('is one request when it was prepared, and an extension after all is not in danger', async () => {
    const grant = await grantAndSettle([hold()]);
    await provider.prepareRevocation?.(grant);
    expect(stored()?.metadata.finalizers).not.toContain(FINALIZER);
    await provider.prepareRevocation?.(grant);
    await eventually(() =>
      expect(provider.observe(target)).toMatchObject({
        uid: grant.uid,
        state: 'present',
      }),
    );
    await provider.grant(target, [hold({ expiresAt: inTwoHours })]);
    expect(stored()?.metadata.finalizers).toContain(FINALIZER);
  });

  it('lasts until the cluster can be reached, and access cannot be granted anew meanwhile', async () => {
    const grant = await grantAndSettle([hold()]);
    rancher.setReachable(target.cluster, false);
    await provider.revoke(grant);
    await eventually(() =>
      expect(provider.observe(target)).toMatchObject({
        state: 'deleting',
        heldBackBy: [
          'clusterscoped.controller.cattle.io/cluster-crtb-sync_c-m-7qkx2bzl',
        ],
      }),
    );
    expect(isEffective()).toBe(true);
    expect(provider.listClusters()).toContainEqual(
      expect.objectContaining({ id: target.cluster, ready: false }),
    );
    await expect(provider.grant(target, [hold()])).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('still being deleted'),
    });
    rancher.setReachable(target.cluster, true);
    await settled();
    expect(isEffective()).toBe(false);
  });
});

describe('a deletion by someone else', () => {
  it('is seen, since our finalizer keeps the binding until we have looked', async () => {
    const grant = await grantAndSettle([hold()]);
    changed.length = 0;
    api.objects.delete(bindings, grant.name, target.cluster);
    await eventually(() =>
      expect(provider.observe(target)).toMatchObject({
        uid: grant.uid,
        state: 'deleting',
        heldBackBy: [],
      }),
    );
    expect(isEffective()).toBe(false);
    expect(changed).toContainEqual(target);
    await provider.revoke(grant);
    await settled();
  });
});

describe('when the API server has a bad moment', () => {
  const strike = (name: string, verb: string, times?: number) =>
    api.faults.switchOn(name, {
      times,
      parameters: { verb, resource: bindings.resource },
    });

  afterEach(() => {
    api.faults.list().forEach(({ name }) => api.faults.switchOff(name));
  });

  it('extends all the same when others write at the same time', async () => {
    const { uid } = await grantAndSettle([hold()]);
    strike('conflict', 'patch', 3);
    const extended = hold({ expiresAt: inTwoHours });
    expect(await provider.grant(target, [extended])).toMatchObject({
      uid,
      holds: [extended],
    });
  });

  it('revokes all the same when others write at the same time', async () => {
    const grant = await grantAndSettle([hold()]);
    strike('conflict', 'delete', 2);
    strike('conflict', 'patch', 1);
    await provider.revoke(grant);
    await settled();
    expect(isEffective()).toBe(false);
  });

  it('grants once when a failed grant is repeated', async () => {
    strike('server-error', 'create', 1);
    await expect(provider.grant(target, [hold()])).rejects.toMatchObject({
      statusCode: 500,
    });
    const { uid } = await provider.grant(target, [hold()]);
    expect(provider.observeAll().map(grant => grant.uid)).toEqual([uid]);
  });

  it('ends a revocation that failed half way when it is repeated', async () => {
    const grant = await grantAndSettle([hold()]);
    strike('server-error', 'patch');
    await expect(provider.revoke(grant)).rejects.toMatchObject({
      statusCode: 500,
    });
    await eventually(() =>
      expect(provider.observe(target)).toMatchObject({
        state: 'deleting',
        heldBackBy: [],
      }),
    );
    api.faults.switchOff('server-error');
    await provider.revoke(provider.observe(target) ?? grant);
    await settled();
  });

  it('misses no deletion while the watch is broken', async () => {
    const grant = await grantAndSettle([hold()]);
    changed.length = 0;
    api.faults.switchOn('gone', {
      times: 1,
      parameters: { resource: bindings.resource },
    });
    api.faults.switchOn('drop-watch', { times: 1 });
    api.objects.delete(bindings, grant.name, target.cluster);
    await eventually(() => expect(changed).toContainEqual(target));
    await eventually(() =>
      expect(provider.observe(target)?.state).toBe('deleting'),
    );
  });
});

it('leaves what Rancher and people made as it is', () => {
  const made = (name: string) => !name.startsWith('access-');
  const all = api.objects
    .list(bindings)
    .filter(({ metadata }) => made(metadata.name));
  expect(all).toHaveLength(13);
  expect(all.every(({ metadata }) => !metadata.deletionTimestamp)).toBe(true);
  expect(
    all.every(({ metadata }) => !metadata.finalizers?.includes(FINALIZER)),
  ).toBe(true);
});

it('makes one replica the one that acts', async () => {
  const leaders: string[] = [];
  const ends = ['a', 'b'].map(identity => {
    const end = new AbortController();
    const run = provider.elect({
      identity,
      signal: end.signal,
      onLeading: leadership =>
        new Promise(resolve => {
          leaders.push(identity);
          leadership.addEventListener('abort', () => resolve(), { once: true });
        }),
    });
    return { identity, end, run };
  });
  await eventually(() => expect(leaders).toHaveLength(1));
  const [leader] = ends.filter(({ identity }) => identity === leaders[0]);
  leader.end.abort();
  await leader.run;
  await eventually(() => expect(leaders).toHaveLength(2));
  ends.forEach(({ end }) => end.abort());
  await Promise.all(ends.map(({ run }) => run));
  expect(new Set(leaders).size).toBe(2);
});
