import type { Json } from '../kubernetes/types';
import {
  at,
  configMap,
  configMaps,
  conformance,
  JSON_PATCH,
  MERGE_PATCH,
  STRATEGIC_PATCH,
  type WidgetType,
} from './__testUtils__';

conformance('Patches', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  let path: string;
  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
  });
  beforeEach(async () => {
    const name = `p-${cluster.suffix()}`;
    path = configMaps(namespace, name);
    const metadata = { labels: { l: '1' }, finalizers: ['example.com/a'] };
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap(name, { a: '1', b: '2' }, metadata),
      ),
    );
  });
  afterEach(() =>
    cluster.admin.patch(path, { metadata: { finalizers: null } }),
  );

  describe('JSON patch', () => {
    const patch = (operations: Json) =>
      cluster.admin.patch(path, operations, JSON_PATCH);

    it('adds, replaces and removes', async () => {
      const { status, body } = await patch([
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'add', path: '/data/c', value: '3' },
        { op: 'replace', path: '/data/a', value: '9' },
        { op: 'remove', path: '/data/b' },
        { op: 'add', path: '/metadata/finalizers/-', value: 'example.com/b' },
      ]);
      expect(status).toBe(200);
      expect(body.data).toEqual({ a: '9', c: '3' });
      expect(at(body, 'metadata', 'finalizers')).toEqual([
        'example.com/a',
        'example.com/b',
      ]);
    });

    it('changes nothing when a test fails', async () => {
      const { status, body } = await patch([
        { op: 'replace', path: '/data/a', value: '9' },
        { op: 'test', path: '/data/b', value: 'other' },
      ]);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        status: 'Failure',
        message:
          'the server rejected our request due to an error in our request',
        reason: 'Invalid',
        code: 422,
      });
      expect((await cluster.admin.get(path)).body.data).toEqual({
        a: '1',
        b: '2',
      });
    });

    it('refuses to remove what is not there', async () => {
      expect(
        (await patch([{ op: 'remove', path: '/data/nothing' }])).status,
      ).toBe(422);
    });

    it('refuses what is no patch', async () => {
      expect((await patch({ op: 'remove' })).status).toBe(400);
    });
  });

  describe('merge patch', () => {
    it('merges objects, replaces lists and removes with null', async () => {
      const { status, body } = await cluster.admin.patch(
        path,
        {
          metadata: { labels: { m: '2' }, finalizers: ['example.com/c'] },
          data: { a: null, c: '3' },
        },
        MERGE_PATCH,
      );
      expect(status).toBe(200);
      expect(body.data).toEqual({ b: '2', c: '3' });
      expect(at(body, 'metadata', 'labels')).toEqual({ l: '1', m: '2' });
      expect(at(body, 'metadata', 'finalizers')).toEqual(['example.com/c']);
    });

    it('cannot rename', async () => {
      const { status } = await cluster.admin.patch(path, {
        metadata: { name: 'other' },
      });
      expect(status).toBe(400);
    });

    it('leaves alone what the server owns', async () => {
      const { body: before } = await cluster.admin.get(path);
      const { status, body } = await cluster.admin.patch(path, {
        metadata: {
          creationTimestamp: '2001-01-01T00:00:00Z',
          generation: 7,
          selfLink: '/x',
        },
      });
      expect(status).toBe(200);
      expect(at(body, 'metadata', 'creationTimestamp')).toBe(
        at(before, 'metadata', 'creationTimestamp'),
      );
    });

    it('of a custom resource is validated', async () => {
      await cluster.must(
        cluster.admin.post(widgets.path(namespace), widgets.widget('w')),
      );
      const { status } = await cluster.admin.patch(
        widgets.path(namespace, 'w'),
        { spec: { replicas: 'many' } },
      );
      expect(status).toBe(422);
    });
  });

  describe('strategic merge patch', () => {
    const patch = (change: Json) =>
      cluster.admin.patch(path, change, STRATEGIC_PATCH);

    it('merges lists that have a strategy', async () => {
      const { status, body } = await patch({
        metadata: { finalizers: ['example.com/b'] },
        data: { a: null },
      });
      expect(status).toBe(200);
      expect(at(body, 'metadata', 'finalizers')).toEqual(
        expect.arrayContaining(['example.com/a', 'example.com/b']),
      );
      expect(body.data).toEqual({ b: '2' });
    });

    it('deletes from lists of values', async () => {
      const { body } = await patch({
        metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] },
      });
      expect(at(body, 'metadata', 'finalizers') ?? []).toEqual([]);
    });

    it('replaces with a directive', async () => {
      const { body } = await patch({ data: { $patch: 'replace', z: '26' } });
      expect(body.data).toEqual({ z: '26' });
    });

    it('merges containers by their name', async () => {
      const labels = { app: 'd' };
      const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      await cluster.must(
        cluster.admin.post(deployments, {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'd' },
          spec: {
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: {
                containers: [
                  { name: 'web', image: 'web:1' },
                  { name: 'side', image: 'side:1' },
                ],
              },
            },
          },
        }),
      );
      const containers = async (change: Json) => {
        const { body } = await cluster.must(
          cluster.admin.patch(
            `${deployments}/d`,
            { spec: { template: { spec: { containers: [change] } } } },
            STRATEGIC_PATCH,
          ),
        );
        const found = at(body, 'spec', 'template', 'spec', 'containers');
        return (Array.isArray(found) ? found : []).map(item => [
          at(item, 'name'),
          at(item, 'image'),
        ]);
      };
      expect(await containers({ name: 'side', image: 'side:2' })).toEqual([
        ['web', 'web:1'],
        ['side', 'side:2'],
      ]);
      expect(await containers({ name: 'side', $patch: 'delete' })).toEqual([
        ['web', 'web:1'],
      ]);
    });

    it('is not for custom resources', async () => {
      await cluster.admin.post(widgets.path(namespace), widgets.widget('s'));
      const { status, body } = await cluster.admin.patch(
        widgets.path(namespace, 's'),
        {},
        STRATEGIC_PATCH,
      );
      expect([status, body.reason]).toEqual([415, 'UnsupportedMediaType']);
    });
  });

  it('of a type that is none are refused', async () => {
    const { status, body } = await cluster.admin.patch(
      path,
      {},
      'application/json',
    );
    expect([status, body.reason]).toEqual([415, 'UnsupportedMediaType']);
  });
});
