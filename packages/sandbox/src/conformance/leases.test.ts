import { CoordinationV1Api, V1MicroTime } from '@kubernetes/client-node';
import { at, conformance, stringAt, type Body } from './__testUtils__';

conformance('Leases', cluster => {
  let namespace: string;
  let name: string;
  const leases = () =>
    `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  beforeAll(async () => {
    namespace = await cluster.namespace();
  });
  beforeEach(() => {
    name = `l-${cluster.suffix()}`;
  });

  const lease = (spec: Body, metadata: Body = {}): Body => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, ...metadata },
    spec,
  });

  it('keep times to the microsecond', async () => {
    const spec = {
      holderIdentity: 'one',
      leaseDurationSeconds: 15,
      acquireTime: '2026-01-02T03:04:05.678901Z',
      renewTime: '2026-01-02T03:04:05.678901Z',
      leaseTransitions: 0,
    };
    expect((await cluster.admin.post(leases(), lease(spec))).status).toBe(201);
    expect((await cluster.admin.get(`${leases()}/${name}`)).body.spec).toEqual(
      spec,
    );
  });

  it('are won by one of many who create them', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map(holderIdentity =>
        cluster.admin.post(leases(), lease({ holderIdentity })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
  });

  it('are won by one of many who take them over', async () => {
    const { body } = await cluster.must(
      cluster.admin.post(leases(), lease({ holderIdentity: 'dead' })),
    );
    const resourceVersion = stringAt(body, 'metadata', 'resourceVersion') ?? '';
    const answers = await Promise.all(
      ['one', 'two', 'three'].map(holderIdentity =>
        cluster.admin.put(
          `${leases()}/${name}`,
          lease({ holderIdentity }, { resourceVersion }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = answers.find(({ status }) => status === 200);
    expect(
      at((await cluster.admin.get(`${leases()}/${name}`)).body, 'spec'),
    ).toEqual(winner?.body.spec);
  });

  it('are not replaced blindly', async () => {
    await cluster.must(
      cluster.admin.post(leases(), lease({ holderIdentity: 'one' })),
    );
    const { status, body } = await cluster.admin.put(
      `${leases()}/${name}`,
      lease({ holderIdentity: 'two' }),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining('metadata.resourceVersion: Invalid value: '),
    );
  });

  it('have durations greater than nothing', async () => {
    const { status, body } = await cluster.admin.post(
      leases(),
      lease({ leaseDurationSeconds: 0 }),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining(
        'spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
      ),
    );
  });

  it('answer the official client', async () => {
    const api = cluster.kubeConfig.makeApiClient(CoordinationV1Api);
    const body = {
      metadata: { name },
      spec: {
        holderIdentity: 'one',
        renewTime: new V1MicroTime('2026-01-02T03:04:05.678Z'),
      },
    };
    const created = await api.createNamespacedLease({ namespace, body });
    expect(created.spec?.holderIdentity).toBe('one');
    created.spec = { ...created.spec, holderIdentity: 'two' };
    expect(
      (await api.replaceNamespacedLease({ namespace, name, body: created }))
        .spec?.holderIdentity,
    ).toBe('two');
    await expect(
      api.replaceNamespacedLease({ namespace, name, body: created }),
    ).rejects.toMatchObject({ code: 409 });
  });
});
