import {
  startKubernetesApiServer,
  type KubernetesApiServer,
} from '../kubernetes';
import { people } from '../people';
import { isRecord } from '../records';
import { eventually } from '../waiting';
import { actionNames } from './actions';
import { startRancher } from './rancher';
import { resources } from './resources';
import type { Rancher } from './types';

const cluster = 'c-m-7qkx2bzl';
const [dana, erin] = ['dana', 'erin'].map(
  name => people.find(person => person.name === name)?.rancherUserId ?? '',
);

jest.setTimeout(60_000);

let api: KubernetesApiServer;
let rancher: Rancher;
const lines: string[] = [];

beforeAll(async () => {
  api = await startKubernetesApiServer({ port: 0 });
  rancher = await startRancher(api, {
    latencyMs: 1,
    auditLevel: 2,
    onAuditLine: line => lines.push(line),
  });
});

afterAll(async () => {
  rancher.stop();
  await api.stop();
});

function binding(
  content: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'ClusterRoleTemplateBinding',
    metadata: { name: 'test', namespace: cluster, ...metadata },
    clusterName: cluster,
    roleTemplateName: 'cluster-member',
    userName: erin,
    ...content,
  };
}

function create(object: Record<string, unknown>, namespace = cluster) {
  return api.objects.create(object, namespace);
}

function get(name = 'test') {
  return api.objects.get(resources.bindings, name, cluster);
}

function remove(name = 'test') {
  api.objects.delete(resources.bindings, name, cluster);
}

async function isGone(name = 'test') {
  await eventually(() => expect(get(name)).toBeUndefined());
}

describe('the webhook', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'no subject',
      { userName: undefined },
      'binding target must target either a user',
    ],
    [
      'a user and a group',
      { groupName: 'ops' },
      'binding target must target either a user',
    ],
    ['another cluster', { clusterName: 'local' }, 'must be the same value'],
    [
      'no such role',
      { roleTemplateName: 'nope' },
      'role template was not found',
    ],
    [
      'a locked role',
      { roleTemplateName: 'rt-q7m4z' },
      'Retired operators is locked',
    ],
    [
      'a role of projects',
      { roleTemplateName: 'read-only' },
      'supported values: "cluster"',
    ],
    [
      'what a person has already',
      {
        roleTemplateName: 'nodes-view',
        userName: undefined,
        userPrincipalName: 'okta_user://adam@example.com',
      },
      'duplicate crtb not allowed',
    ],
  ])('refuses a binding with %s', (_, content, message) => {
    expect(() => create(binding(content))).toThrow(message);
    expect(get()).toBeUndefined();
  });

  it('refuses a cluster that is none', () => {
    const elsewhere = binding(
      { clusterName: 'cattle-system' },
      { namespace: 'cattle-system' },
    );
    expect(() => create(elsewhere, 'cattle-system')).toThrow(
      'specified cluster cattle-system not found',
    );
  });

  it('lets only labels and annotations of a binding change', async () => {
    create(binding());
    const change = (fields: Record<string, unknown>) => () =>
      api.objects.update(
        resources.bindings,
        { name: 'test', namespace: cluster },
        object => {
          Object.assign(object, fields);
        },
      );
    expect(change({ roleTemplateName: 'cluster-owner' })).toThrow(
      'field is immutable',
    );
    expect(change({ userName: dana })).toThrow('field is immutable');
    api.objects.update(
      resources.bindings,
      { name: 'test', namespace: cluster },
      object => {
        object.metadata.annotations = {
          ...object.metadata.annotations,
          note: 'yes',
        };
      },
    );
    expect(get()?.metadata.annotations?.note).toBe('yes');
    remove();
    await isGone();
  });

  it('gives the same content the same name', async () => {
    const { metadata } = create(
      binding({}, { name: undefined, generateName: 'crtb-' }),
    );
    expect(metadata.name).toMatch(/^crtb-[a-z2-7]{10}$/);
    expect(() =>
      create(binding({}, { name: undefined, generateName: 'crtb-' })),
    ).toThrow('already exists');
    remove(metadata.name);
    await isGone(metadata.name);
  });
});

describe('the controllers', () => {
  it('complete a binding and carry its rights downstream', async () => {
    const events: string[] = [];
    const stop = api.objects.onChange(resources.bindings, ({ type }) =>
      events.push(type),
    );
    create(binding());
    await eventually(() =>
      expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(true),
    );
    await eventually(() =>
      expect(get()).toMatchObject({ status: { summary: 'Completed' } }),
    );
    stop();
    expect(events.slice(0, 2)).toEqual(['ADDED', 'MODIFIED']);
    expect(get()).toMatchObject({
      userPrincipalName: `local://${erin}`,
      metadata: {
        finalizers: [
          'controller.cattle.io/mgmt-auth-crtb-controller',
          `clusterscoped.controller.cattle.io/cluster-crtb-sync_${cluster}`,
        ],
      },
      status: { summaryLocal: 'Completed', summaryRemote: 'Completed' },
    });
    remove();
    await isGone();
    expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(false);
  });

  it('find the user of a principal', async () => {
    create(
      binding({
        userName: undefined,
        userPrincipalName: 'okta_user://erin@example.com',
      }),
    );
    await eventually(() => expect(get()?.userName).toBe(erin));
    remove();
    await isGone();
  });

  it('leave rights in effect while a cluster cannot be reached', async () => {
    create(binding());
    await eventually(() =>
      expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(true),
    );
    rancher.setReachable(cluster, false);
    remove();
    const remote = `clusterscoped.controller.cattle.io/cluster-crtb-sync_${cluster}`;
    await eventually(() =>
      expect(get()?.metadata.finalizers).toEqual([remote]),
    );
    expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(true);
    rancher.setReachable(cluster, true);
    await isGone();
    expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(false);
  });

  it('give no rights on a cluster that cannot be reached', async () => {
    rancher.setReachable(cluster, false);
    create(binding());
    await eventually(() =>
      expect(get()).toMatchObject({ status: { summaryLocal: 'Completed' } }),
    );
    expect(get()).not.toHaveProperty('status.summaryRemote');
    expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(false);
    rancher.setReachable(cluster, true);
    await eventually(() =>
      expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(true),
    );
    remove();
    await isGone();
  });

  it('delete duplicates but the oldest', async () => {
    // Different for the webhook, which does not know yet that the principal is erin's.
    create(binding({}, { name: 'older' }));
    create(
      binding(
        { userName: undefined, userPrincipalName: `local://${erin}` },
        { name: 'younger' },
      ),
    );
    await isGone('younger');
    expect(get('older')?.metadata.deletionTimestamp).toBeUndefined();
    remove('older');
    await isGone('older');
  });

  it('let go of a binding only when others have as well', async () => {
    create(binding({}, { finalizers: ['example.com/keep'] }));
    await eventually(() => expect(get()?.metadata.finalizers).toHaveLength(3));
    remove();
    await eventually(() =>
      expect(get()?.metadata.finalizers).toEqual(['example.com/keep']),
    );
    expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(false);
    api.objects.update(
      resources.bindings,
      { name: 'test', namespace: cluster },
      object => {
        object.metadata.finalizers = [];
      },
    );
    await isGone();
  });
});

describe('the audit log', () => {
  const parsed = (line: string) => {
    const object: unknown = JSON.parse(line);
    return isRecord(object) ? object : {};
  };

  it('tells what someone with access did, and refuses the others', async () => {
    create(binding());
    await eventually(() =>
      expect(rancher.isEffective(cluster, erin, 'cluster-member')).toBe(true),
    );
    lines.length = 0;
    const actions = [...actionNames];
    expect(rancher.work({ user: erin, cluster, actions })).toEqual(lines);
    expect(lines).toHaveLength(actionNames.length);
    expect(
      lines.every(
        line => parsed(line).requestURI !== undefined && line.includes(cluster),
      ),
    ).toBe(true);
    const [refused] = rancher.work({
      user: dana,
      cluster,
      actions: ['list pods'],
    });
    expect(parsed(refused)).toMatchObject({
      responseCode: 403,
      user: { name: dana },
    });
    remove();
    await isGone();
  });

  it('loses the lines that an AuditPolicy denies', () => {
    create(
      {
        apiVersion: 'auditlog.cattle.io/v1',
        kind: 'AuditPolicy',
        metadata: { name: 'no-pods' },
        spec: {
          enabled: true,
          filters: [{ action: 'deny', requestURI: '/pods' }],
        },
      },
      undefined,
    );
    const written = rancher.work({
      user: erin,
      cluster,
      actions: ['list pods', 'list nodes'],
    });
    expect(written.map(line => parsed(line).requestURI)).toEqual([
      `/k8s/clusters/${cluster}/api/v1/nodes?limit=500`,
    ]);
    api.objects.delete(resources.auditPolicies, 'no-pods');
  });

  it('has requests of others as well', () => {
    expect(rancher.writeNoise(5)).toHaveLength(5);
  });
});

it('starts in the newer mode as well, with activity of its own', async () => {
  const newer = await startKubernetesApiServer({ port: 0 });
  const seen: string[] = [];
  const other = await startRancher(newer, {
    latencyMs: 1,
    mode: 'aggregated',
    activityIntervalMs: 5,
    onAuditLine: line => seen.push(line),
  });
  await eventually(() => expect(seen.length).toBeGreaterThan(5));
  expect(
    newer.objects.get(resources.bindings, 'crtb-9wq4m', cluster)?.metadata
      .finalizers,
  ).toEqual(['wrangler.cattle.io/mgmt-crtb-remove-handler']);
  other.stop();
  const after = seen.length;
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(seen).toHaveLength(after);
  await newer.stop();
});
