import { CoreV1Api } from '@kubernetes/client-node';
import {
  at,
  configMap,
  configMaps,
  conformance,
  listAt,
  stringAt,
  type Answer,
  type WidgetType,
} from './__testUtils__';

function names({ body }: Answer): unknown[] {
  return listAt(body, 'items').map(item => at(item, 'metadata', 'name'));
}

conformance('Lists', cluster => {
  let namespace: string;
  let widgets: WidgetType;
  const list = (query: string) =>
    cluster.admin.get(`${configMaps(namespace)}?${query}`);
  const labelled = (selector: string) =>
    list(`labelSelector=${encodeURIComponent(selector)}`);

  beforeAll(async () => {
    namespace = await cluster.namespace();
    widgets = await cluster.widgets();
    const labels: Array<Record<string, string>> = [
      { set: 'l', app: 'a', tier: 'web' },
      { set: 'l', app: 'b', tier: 'web' },
      { set: 'l', app: 'c' },
      { set: 'l' },
    ];
    for (const [index, label] of labels.entries()) {
      await cluster.must(
        cluster.admin.post(
          configMaps(namespace),
          configMap(`l${index}`, {}, { labels: label }),
        ),
      );
    }
  });

  it('come in the order of names, with a resourceVersion', async () => {
    const answer = await labelled('set=l');
    expect(names(answer)).toEqual(['l0', 'l1', 'l2', 'l3']);
    expect(answer.body).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
    });
    expect(stringAt(answer.body, 'metadata', 'resourceVersion')).toMatch(
      /^\d+$/,
    );
  });

  it('do not repeat apiVersion and kind in the items of built-in types', async () => {
    const [item] = listAt((await labelled('set=l')).body, 'items');
    expect(item).not.toHaveProperty('kind');
  });

  it.each([
    ['app=a', ['l0']],
    ['app==a', ['l0']],
    ['set=l,app!=a', ['l1', 'l2', 'l3']],
    ['app in (a,b)', ['l0', 'l1']],
    ['set,app notin (a, b)', ['l2', 'l3']],
    ['tier', ['l0', 'l1']],
    ['set,!tier', ['l2', 'l3']],
    ['tier=web,app=b', ['l1']],
    ['app=nothing', []],
  ])('are selected by labels: %s', async (selector, expected) => {
    expect(names(await labelled(selector))).toEqual(expected);
  });

  it('refuse a label selector that cannot be read', async () => {
    const { status, body } = await labelled('a in b');
    expect([status, body.reason]).toEqual([400, 'BadRequest']);
  });

  it.each([
    ['metadata.name=l1', ['l1']],
    [
      'metadata.name!=l1,metadata.name!=l0',
      expect.arrayContaining(['l2', 'l3']),
    ],
  ])('are selected by fields: %s', async (selector, expected) => {
    expect(
      names(await list(`fieldSelector=${encodeURIComponent(selector)}`)),
    ).toEqual(expected);
  });

  it('refuse a field that cannot be selected by', async () => {
    const { status, body } = await list('fieldSelector=data.a%3D1');
    expect([status, body.reason]).toEqual([400, 'BadRequest']);
    expect(body.message).toEqual(
      expect.stringContaining(
        '"data.a" is not a known field selector: only "metadata.name", "metadata.namespace"',
      ),
    );
  });

  it('of custom resources are selected by metadata only', async () => {
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('w1')),
    );
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('w2')),
    );
    expect(
      names(
        await cluster.admin.get(
          `${widgets.path(namespace)}?fieldSelector=metadata.name%3Dw2`,
        ),
      ),
    ).toEqual(['w2']);
    const { status } = await cluster.admin.get(
      `${widgets.path(namespace)}?fieldSelector=spec.title%3Da`,
    );
    expect(status).toBe(400);
  });

  it('of custom resources have items that say what they are', async () => {
    const { body } = await cluster.admin.get(widgets.path(namespace));
    expect(body).toMatchObject({
      kind: 'WidgetList',
      apiVersion: widgets.apiVersion,
    });
    expect(listAt(body, 'items')[0]).toMatchObject({
      kind: 'Widget',
      apiVersion: widgets.apiVersion,
    });
  });

  it('span namespaces', async () => {
    const other = await cluster.namespace();
    await cluster.must(
      cluster.admin.post(
        configMaps(other),
        configMap('elsewhere', {}, { labels: { span: namespace } }),
      ),
    );
    await cluster.must(
      cluster.admin.post(
        configMaps(namespace),
        configMap('here', {}, { labels: { span: namespace } }),
      ),
    );
    const answer = await cluster.admin.get(
      `/api/v1/configmaps?labelSelector=span%3D${namespace}`,
    );
    expect(names(answer).sort()).toEqual(['elsewhere', 'here']);
    const one = await cluster.admin.get(
      `/api/v1/configmaps?labelSelector=span%3D${namespace}&fieldSelector=metadata.namespace%3D${other}`,
    );
    expect(names(one)).toEqual(['elsewhere']);
  });

  it('are empty in a namespace that does not exist', async () => {
    const { status, body } = await cluster.admin.get(configMaps('nothing'));
    expect([status, body.items]).toEqual([200, []]);
  });

  describe('in pages', () => {
    let paged: string;
    beforeAll(async () => {
      paged = await cluster.namespace();
      for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) {
        await cluster.must(
          cluster.admin.post(widgets.path(paged), widgets.widget(name)),
        );
      }
    });
    const page = (limit: number, token?: string) =>
      cluster.admin.get(
        `${widgets.path(paged)}?limit=${limit}${
          token ? `&continue=${encodeURIComponent(token)}` : ''
        }`,
      );

    it('give everything once, and say how much is left', async () => {
      const first = await page(2);
      expect(names(first)).toEqual(['p1', 'p2']);
      expect(at(first.body, 'metadata', 'remainingItemCount')).toBe(3);
      const second = await page(
        2,
        stringAt(first.body, 'metadata', 'continue'),
      );
      expect(names(second)).toEqual(['p3', 'p4']);
      const third = await page(
        2,
        stringAt(second.body, 'metadata', 'continue'),
      );
      expect(names(third)).toEqual(['p5']);
      expect(stringAt(third.body, 'metadata', 'continue') ?? '').toBe('');
    });

    it('stay as they were when the first was read', async () => {
      const first = await page(4);
      const token = stringAt(first.body, 'metadata', 'continue');
      await cluster.must(
        cluster.admin.post(widgets.path(paged), widgets.widget('p6')),
      );
      await cluster.must(cluster.admin.delete(widgets.path(paged, 'p5')));
      const second = await page(4, token);
      expect(names(second)).toEqual(['p5']);
      expect(stringAt(second.body, 'metadata', 'resourceVersion')).toBe(
        stringAt(first.body, 'metadata', 'resourceVersion'),
      );
      expect(names(await page(100))).toEqual(['p1', 'p2', 'p3', 'p4', 'p6']);
    });

    it('refuse a token that is none', async () => {
      const { status, body } = await page(2, 'nonsense');
      expect([status, body.reason]).toEqual([400, 'BadRequest']);
    });
  });

  it('may be asked for from the cache', async () => {
    const { status, body } = await list(
      'resourceVersion=0&labelSelector=set%3Dl',
    );
    expect([status, listAt(body, 'items').length]).toEqual([200, 4]);
  });

  it('may be as new as a version already seen', async () => {
    const { body } = await cluster.admin.post(
      configMaps(namespace),
      configMap('newest'),
    );
    const version = stringAt(body, 'metadata', 'resourceVersion');
    const answer = await list(
      `resourceVersion=${version}&resourceVersionMatch=NotOlderThan`,
    );
    expect(names(answer)).toContain('newest');
  });

  it('may be of metadata only', async () => {
    const { body } = await cluster.admin.get(
      `${configMaps(namespace)}?labelSelector=app%3Da`,
      {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
      },
    );
    expect(body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
    });
    const [item] = listAt(body, 'items');
    expect(item).toMatchObject({ metadata: { name: 'l0' } });
    expect(item).not.toHaveProperty('data');
  });

  it('answer the official client', async () => {
    const core = cluster.kubeConfig.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedConfigMap({
      namespace,
      labelSelector: 'tier=web',
      limit: 1,
    });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(['l0']);
  });
});
