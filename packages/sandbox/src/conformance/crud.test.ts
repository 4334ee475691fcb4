import { CoreV1Api } from '@kubernetes/client-node';
import {
  at,
  configMap,
  configMaps,
  conformance,
  stringAt,
} from './__testUtils__';

conformance('Creating, reading, replacing and deleting', cluster => {
  let namespace: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
  });

  it('fills in the metadata of what is created', async () => {
    const before = Date.now();
    const { status, body } = await cluster.admin.post(
      configMaps(namespace),
      configMap(
        'created',
        { a: '1' },
        { uid: 'mine', creationTimestamp: '2001-01-01T00:00:00Z' },
      ),
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'created',
        namespace,
        uid: expect.stringMatching(
          /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        ),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        ),
      },
      data: { a: '1' },
    });
    const created = Date.parse(
      stringAt(body, 'metadata', 'creationTimestamp') ?? '',
    );
    expect(Math.abs(created - before)).toBeLessThan(120_000);
    expect(
      (await cluster.admin.get(configMaps(namespace, 'created'))).body,
    ).toEqual(body);
  });

  it('takes YAML as well as JSON', async () => {
    const yaml =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: from-yaml\ndata:\n  a: "1"\n';
    const { status } = await cluster.admin.post(configMaps(namespace), yaml, {
      contentType: 'application/yaml',
    });
    expect(status).toBe(201);
  });

  it('fills in apiVersion and kind when they are missing', async () => {
    const { status, body } = await cluster.admin.post(configMaps(namespace), {
      metadata: { name: 'bare' },
    });
    expect([status, body.kind, body.apiVersion]).toEqual([
      201,
      'ConfigMap',
      'v1',
    ]);
  });

  it('replaces an object and changes its resourceVersion', async () => {
    const { body: before } = await cluster.admin.post(
      configMaps(namespace),
      configMap('replaced'),
    );
    const { status, body } = await cluster.admin.put(
      configMaps(namespace, 'replaced'),
      configMap('replaced', { b: '2' }),
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ b: '2' });
    expect(stringAt(body, 'metadata', 'uid')).toBe(
      stringAt(before, 'metadata', 'uid'),
    );
    expect(stringAt(body, 'metadata', 'creationTimestamp')).toBe(
      stringAt(before, 'metadata', 'creationTimestamp'),
    );
    expect(
      Number(stringAt(body, 'metadata', 'resourceVersion')),
    ).toBeGreaterThan(Number(stringAt(before, 'metadata', 'resourceVersion')));
  });

  it('does not write what does not change', async () => {
    const { body: before } = await cluster.admin.post(
      configMaps(namespace),
      configMap('unchanged'),
    );
    const { body } = await cluster.admin.put(
      configMaps(namespace, 'unchanged'),
      configMap('unchanged'),
    );
    expect(body).toEqual(before);
  });

  it('deletes and says what it deleted', async () => {
    const { body: created } = await cluster.admin.post(
      configMaps(namespace),
      configMap('deleted'),
    );
    const { status, body } = await cluster.admin.delete(
      configMaps(namespace, 'deleted'),
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: 'deleted',
        kind: 'configmaps',
        uid: stringAt(created, 'metadata', 'uid'),
      },
    });
    expect(
      (await cluster.admin.get(configMaps(namespace, 'deleted'))).status,
    ).toBe(404);
  });

  it('deletes only what the preconditions say', async () => {
    await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap('guarded')),
    );
    const path = configMaps(namespace, 'guarded');
    const byUid = await cluster.admin.delete(path, {
      preconditions: { uid: 'other' },
    });
    expect(byUid.status).toBe(409);
    expect(byUid.body).toMatchObject({
      reason: 'Conflict',
      message: expect.stringContaining(
        'the UID in the precondition (other) does not match the UID in record (',
      ),
    });
    const byVersion = await cluster.admin.delete(path, {
      preconditions: { resourceVersion: '1' },
    });
    expect(byVersion.status).toBe(409);
    expect(byVersion.body.message).toEqual(
      expect.stringContaining(
        'the ResourceVersion in the precondition (1) does not match the ResourceVersion in record',
      ),
    );
    const { body } = await cluster.admin.get(path);
    const uid = stringAt(body, 'metadata', 'uid') ?? '';
    const resourceVersion = stringAt(body, 'metadata', 'resourceVersion') ?? '';
    expect(
      (
        await cluster.admin.delete(path, {
          preconditions: { uid, resourceVersion },
        })
      ).status,
    ).toBe(200);
  });

  it('deletes a collection by its labels', async () => {
    for (const [name, team] of [
      ['c1', 'a'],
      ['c2', 'a'],
      ['c3', 'b'],
    ]) {
      await cluster.must(
        cluster.admin.post(
          configMaps(namespace),
          configMap(name, {}, { labels: { collection: team } }),
        ),
      );
    }
    const { status } = await cluster.admin.delete(
      `${configMaps(namespace)}?labelSelector=collection%3Da`,
    );
    expect(status).toBe(200);
    const { body } = await cluster.admin.get(
      `${configMaps(namespace)}?labelSelector=collection`,
    );
    expect(
      Array.isArray(body.items) &&
        body.items.map(item => at(item, 'metadata', 'name')),
    ).toEqual(['c3']);
  });

  it('turns the stringData of a Secret into data', async () => {
    const { body } = await cluster.admin.post(
      `/api/v1/namespaces/${namespace}/secrets`,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's' },
        stringData: { password: 'hunter2' },
      },
    );
    expect(body).toMatchObject({
      type: 'Opaque',
      data: { password: 'aHVudGVyMg==' },
    });
    expect(body).not.toHaveProperty('stringData');
  });

  it('answers the official client', async () => {
    const core = cluster.kubeConfig.makeApiClient(CoreV1Api);
    const created = await core.createNamespacedConfigMap({
      namespace,
      body: {
        metadata: { name: 'typed', labels: { x: 'y' } },
        data: { a: '1' },
      },
    });
    expect(created.metadata?.creationTimestamp).toBeInstanceOf(Date);
    created.data = { a: '2' };
    const replaced = await core.replaceNamespacedConfigMap({
      namespace,
      name: 'typed',
      body: created,
    });
    expect(replaced.data).toEqual({ a: '2' });
    await core.deleteNamespacedConfigMap({ namespace, name: 'typed' });
    await expect(
      core.readNamespacedConfigMap({ namespace, name: 'typed' }),
    ).rejects.toMatchObject({ code: 404 });
  });
});
