import { configMaps, conformance, stringAt } from './__testUtils__';

conformance('Generated names', cluster => {
  let namespace: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
  });
  const create = (metadata: { name?: string; generateName?: string }) =>
    cluster.admin.post(configMaps(namespace), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
    });

  it('are the prefix and five characters that cannot be mistaken', async () => {
    const { status, body } = await create({ generateName: 'made-' });
    expect(status).toBe(201);
    expect(stringAt(body, 'metadata', 'name')).toMatch(
      /^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
    expect(stringAt(body, 'metadata', 'generateName')).toBe('made-');
  });

  it('differ', async () => {
    const answers = await Promise.all(
      [...Array(20)].map(() => create({ generateName: 'many-' })),
    );
    expect(
      new Set(answers.map(({ body }) => stringAt(body, 'metadata', 'name')))
        .size,
    ).toBe(20);
  });

  it('give way to a name', async () => {
    const { body } = await create({ name: 'named', generateName: 'made-' });
    expect(stringAt(body, 'metadata', 'name')).toBe('named');
  });

  it('are cut so that they fit', async () => {
    const { status, body } = await create({ generateName: 'x'.repeat(70) });
    expect(status).toBe(201);
    expect(stringAt(body, 'metadata', 'name')).toMatch(
      /^x{58}[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    );
  });

  it('must be valid', async () => {
    const { status, body } = await create({ generateName: 'Bad_' });
    expect([status, body.reason]).toEqual([422, 'Invalid']);
  });
});
