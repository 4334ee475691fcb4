import {
  at,
  configMap,
  configMaps,
  conformance,
  until,
  stringAt,
} from './__testUtils__';

conformance('Namespaces', cluster => {
  it('are there from the start', async () => {
    for (const name of ['default', 'kube-system']) {
      expect(
        (await cluster.admin.get(`/api/v1/namespaces/${name}`)).body,
      ).toMatchObject({
        kind: 'Namespace',
        status: { phase: 'Active' },
      });
    }
  });

  it('are active and have the finalizer of the server when they are made', async () => {
    const name = await cluster.namespace();
    const { body } = await cluster.admin.get(`/api/v1/namespaces/${name}`);
    expect(body).toMatchObject({
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
    // The label came with 1.21.
    expect(at(body, 'metadata', 'labels', 'kubernetes.io/metadata.name')).toBe(
      cluster.since(21) ? name : undefined,
    );
  });

  it('must have names that are labels', async () => {
    const { status, body } = await cluster.admin.post('/api/v1/namespaces', {
      metadata: { name: 'a.b' },
    });
    expect([status, body.reason]).toEqual([422, 'Invalid']);
  });

  it('take everything in them along', async () => {
    const name = await cluster.namespace();
    await cluster.must(
      cluster.admin.post(configMaps(name), configMap('inside')),
    );
    const { status, body } = await cluster.admin.delete(
      `/api/v1/namespaces/${name}`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'Namespace',
      status: { phase: 'Terminating' },
    });
    await until('the namespace is gone', async () =>
      (await cluster.admin.get(`/api/v1/namespaces/${name}`)).status === 404
        ? true
        : undefined,
    );
    expect((await cluster.admin.get(configMaps(name, 'inside'))).status).toBe(
      404,
    );
  });

  it('take nothing new while they go, and wait for what has finalizers', async () => {
    const name = await cluster.namespace();
    const path = configMaps(name, 'holding');
    await cluster.must(
      cluster.admin.post(
        configMaps(name),
        configMap('holding', {}, { finalizers: ['example.com/a'] }),
      ),
    );
    await cluster.must(cluster.admin.delete(`/api/v1/namespaces/${name}`));
    await until('the object is asked to go', async () =>
      stringAt(
        (
          await cluster.admin.get(path)
        ).body,
        'metadata',
        'deletionTimestamp',
      ),
    );
    expect(
      (await cluster.admin.get(`/api/v1/namespaces/${name}`)).body,
    ).toMatchObject({
      status: { phase: 'Terminating' },
    });
    const { status, body } = await cluster.admin.post(
      configMaps(name),
      configMap('late'),
    );
    expect(status).toBe(403);
    expect(body).toMatchObject({
      message: `configmaps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      reason: 'Forbidden',
      details: {
        name: 'late',
        kind: 'configmaps',
        causes: [{ reason: 'NamespaceTerminating' }],
      },
    });
    await cluster.must(
      cluster.admin.patch(path, { metadata: { finalizers: null } }),
    );
    await until('the namespace is gone', async () =>
      (await cluster.admin.get(`/api/v1/namespaces/${name}`)).status === 404
        ? true
        : undefined,
    );
  });
});
