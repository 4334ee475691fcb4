import {
  ApiextensionsV1Api,
  CoreV1Api,
  VersionApi,
} from '@kubernetes/client-node';
import {
  at,
  conformance,
  listAt,
  stringAt,
  stringsAt,
  type Body,
  type WidgetType,
} from './__testUtils__';

function named(items: unknown[], name: string): unknown {
  return items.find(item => at(item, 'name') === name);
}

conformance('Discovery', cluster => {
  let widgets: WidgetType;
  beforeAll(async () => {
    widgets = await cluster.widgets();
  });

  it('tells the version', async () => {
    const { status, body } = await cluster.admin.get('/version');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
    });
    const version = await cluster.kubeConfig
      .makeApiClient(VersionApi)
      .getCode();
    expect(version.gitVersion).toBe(body.gitVersion);
  });

  it.each(['/healthz', '/livez', '/readyz'])('is well by %s', async path => {
    const { status, text } = await cluster.admin.get(path);
    expect([status, text]).toEqual([200, 'ok']);
  });

  it('lists the versions of the core group', async () => {
    const { body } = await cluster.admin.get('/api');
    expect(body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
  });

  it('lists groups with their preferred version', async () => {
    const { body } = await cluster.admin.get('/apis');
    expect(body.kind).toBe('APIGroupList');
    expect(
      named(listAt(body, 'groups'), 'rbac.authorization.k8s.io'),
    ).toMatchObject({
      preferredVersion: {
        groupVersion: 'rbac.authorization.k8s.io/v1',
        version: 'v1',
      },
    });
    expect(listAt(body, 'groups').map(group => at(group, 'name'))).toEqual(
      expect.arrayContaining([
        'apiextensions.k8s.io',
        'authorization.k8s.io',
        'coordination.k8s.io',
        widgets.group,
      ]),
    );
  });

  it('describes one group', async () => {
    const { body } = await cluster.admin.get(`/apis/${widgets.group}`);
    expect(body).toMatchObject({
      kind: 'APIGroup',
      name: widgets.group,
      versions: [{ groupVersion: widgets.apiVersion, version: 'v1' }],
      preferredVersion: { groupVersion: widgets.apiVersion, version: 'v1' },
    });
  });

  it('describes the resources of a version', async () => {
    const { body } = await cluster.admin.get('/api/v1');
    expect(body).toMatchObject({ kind: 'APIResourceList', groupVersion: 'v1' });
    const resources = listAt(body, 'resources');
    const configMap = named(resources, 'configmaps');
    expect(configMap).toMatchObject({
      kind: 'ConfigMap',
      namespaced: true,
      shortNames: ['cm'],
    });
    expect(stringsAt(configMap, 'verbs').sort()).toEqual([
      'create',
      'delete',
      'deletecollection',
      'get',
      'list',
      'patch',
      'update',
      'watch',
    ]);
    expect(named(resources, 'namespaces')).toMatchObject({
      namespaced: false,
      shortNames: ['ns'],
    });
    expect(named(resources, 'namespaces/status')).toMatchObject({
      kind: 'Namespace',
    });
  });

  it('describes custom resources as their definition says', async () => {
    const { body } = await cluster.admin.get(`/apis/${widgets.apiVersion}`);
    const resources = listAt(body, 'resources');
    expect(named(resources, 'widgets')).toMatchObject({
      singularName: 'widget',
      kind: 'Widget',
      namespaced: true,
      shortNames: ['wi'],
      categories: ['gadgets'],
    });
    const subresource = named(resources, 'widgets/status');
    expect(stringsAt(subresource, 'verbs').sort()).toEqual([
      'get',
      'patch',
      'update',
    ]);
  });

  it('publishes OpenAPI', async () => {
    const { status, body } = await cluster.admin.get('/openapi/v2');
    expect(status).toBe(200);
    expect(body.swagger).toBe('2.0');
  });

  it('says that it does not know a group or a resource', async () => {
    const group = await cluster.admin.get('/apis/nothing.example.com/v1');
    expect([group.status, group.text.trim()]).toEqual([
      404,
      '404 page not found',
    ]);
    const resource = await cluster.admin.get('/api/v1/nothings');
    expect(resource.status).toBe(404);
    expect(resource.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      message: 'the server could not find the requested resource',
      reason: 'NotFound',
      code: 404,
    });
  });

  it('does not serve a type any more whose definition is gone', async () => {
    const gone = await cluster.widgets();
    await cluster.must(
      cluster.admin.delete(
        `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${gone.name}`,
      ),
    );
    const deadline = Date.now() + 30_000;
    let status = 200;
    while (status !== 404 && Date.now() < deadline) {
      ({ status } = await cluster.admin.get(
        `/apis/${gone.apiVersion}/widgets`,
      ));
    }
    expect(status).toBe(404);
  });

  it('answers the official client', async () => {
    const core = await cluster.kubeConfig
      .makeApiClient(CoreV1Api)
      .getAPIResources();
    expect(core.resources.map(({ name }) => name)).toContain('secrets');
    const definition: { spec: { group: string } } = await cluster.kubeConfig
      .makeApiClient(ApiextensionsV1Api)
      .readCustomResourceDefinition({ name: widgets.name });
    expect(definition.spec.group).toBe(widgets.group);
  });

  it('answers with Status objects that say what they are', async () => {
    const { body }: { body: Body } = await cluster.admin.get(
      '/api/v1/namespaces/nothing',
    );
    expect([stringAt(body, 'kind'), stringAt(body, 'apiVersion')]).toEqual([
      'Status',
      'v1',
    ]);
  });
});
