import {
  configMap,
  configMaps,
  conformance,
  until,
  stringAt,
  at,
  type Body,
} from './__testUtils__';

conformance('Garbage collection', cluster => {
  let namespace: string;
  beforeEach(async () => {
    namespace = await cluster.namespace();
  });

  async function owner(name = 'owner'): Promise<string> {
    const { body } = await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap(name)),
    );
    return stringAt(body, 'metadata', 'uid') ?? '';
  }

  function reference(uid: string, name = 'owner', more: Body = {}): Body {
    return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, ...more };
  }

  async function owned(
    name: string,
    ...ownerReferences: Body[]
  ): Promise<void> {
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap(name, {}, { ownerReferences }),
      ),
    );
    // The collector must have seen the object before its owner goes, as in real life.
    await new Promise(resolve => setTimeout(resolve, 200));
  }

  const gone = (name: string) =>
    until(`${name} is gone`, async () =>
      (await cluster.admin.get(configMaps(namespace, name))).status === 404
        ? true
        : undefined,
    );
  const remove = (name: string, propagationPolicy?: string) =>
    cluster.admin.delete(
      configMaps(namespace, name),
      propagationPolicy ? { propagationPolicy } : {},
    );

  it('removes what a deleted object owned, in the background', async () => {
    const uid = await owner();
    await owned('child', reference(uid));
    expect((await remove('owner')).status).toBe(200);
    expect(
      (await cluster.admin.get(configMaps(namespace, 'owner'))).status,
    ).toBe(404);
    expect(await gone('child')).toBe(true);
  });

  it('removes owners of owners', async () => {
    const uid = await owner();
    await owned('child', reference(uid));
    const child = await cluster.admin.get(configMaps(namespace, 'child'));
    await owned(
      'grandchild',
      reference(stringAt(child.body, 'metadata', 'uid') ?? '', 'child'),
    );
    await remove('owner', 'Background');
    expect(await gone('grandchild')).toBe(true);
  });

  it('keeps an object that has another owner, and drops the reference', async () => {
    const first = await owner();
    const second = await owner('second');
    await owned('child', reference(first), reference(second, 'second'));
    await remove('owner');
    await until('the reference is dropped', async () => {
      const { body } = await cluster.admin.get(configMaps(namespace, 'child'));
      const left = at(body, 'metadata', 'ownerReferences');
      return Array.isArray(left) && left.length === 1 ? true : undefined;
    });
    await remove('second');
    expect(await gone('child')).toBe(true);
  });

  it('removes an owner after what it owns, in the foreground', async () => {
    const uid = await owner();
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap(
          'child',
          {},
          {
            ownerReferences: [
              reference(uid, 'owner', {
                blockOwnerDeletion: true,
                controller: true,
              }),
            ],
            finalizers: ['example.com/wait'],
          },
        ),
      ),
    );
    await new Promise(resolve => setTimeout(resolve, 200));
    const { body } = await remove('owner', 'Foreground');
    expect(body).toMatchObject({
      metadata: {
        finalizers: ['foregroundDeletion'],
        deletionTimestamp: expect.any(String),
      },
    });
    await until('the child is asked to go', async () => {
      const child = await cluster.admin.get(configMaps(namespace, 'child'));
      return stringAt(child.body, 'metadata', 'deletionTimestamp');
    });
    expect(
      (await cluster.admin.get(configMaps(namespace, 'owner'))).status,
    ).toBe(200);
    await cluster.admin.patch(configMaps(namespace, 'child'), {
      metadata: { finalizers: null },
    });
    expect(await gone('child')).toBe(true);
    expect(await gone('owner')).toBe(true);
  });

  it('leaves orphans when told to', async () => {
    const uid = await owner();
    await owned('child', reference(uid));
    await remove('owner', 'Orphan');
    expect(await gone('owner')).toBe(true);
    const { body } = await cluster.admin.get(configMaps(namespace, 'child'));
    expect(at(body, 'metadata', 'name')).toBe('child');
    expect(at(body, 'metadata', 'ownerReferences')).toBeUndefined();
  });

  it('removes what refers to an owner that never was', async () => {
    await owned(
      'lost',
      reference('00000000-0000-4000-8000-000000000000', 'nobody'),
    );
    expect(await gone('lost')).toBe(true);
  });

  it('takes at most one controller', async () => {
    const uid = await owner();
    const other = await owner('other');
    const { status, body } = await cluster.admin.post(
      configMaps(namespace),
      configMap(
        'two',
        {},
        {
          ownerReferences: [
            reference(uid, 'owner', { controller: true }),
            reference(other, 'other', { controller: true }),
          ],
        },
      ),
    );
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining(
        'Only one reference can have Controller set to true',
      ),
    );
  });
});
