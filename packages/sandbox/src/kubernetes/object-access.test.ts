import { Api, configMap, CONFIG_MAPS, short } from './__testUtils__/api';
import { at } from './json';
import { startKubernetesApiServer } from './server';
import type { KubernetesApiServer } from './types';

const configMaps = { group: '', resource: 'configmaps' };

describe('Code of the same process', () => {
  let server: KubernetesApiServer;
  let api: Api;

  beforeEach(async () => {
    server = await startKubernetesApiServer();
    api = new Api(server);
  });
  afterEach(async () => {
    api.close();
    await server.stop();
  });

  it('creates what clients see, and watches tell of it', async () => {
    const watch = api.watch(`${CONFIG_MAPS}?watch=true&resourceVersion=1`);
    const first = watch.next();
    const created = server.objects.create(
      configMap('a', { x: '1' }),
      'default',
    );
    expect(short((await first).value)).toBe('ADDED a');
    expect((await api.get(`${CONFIG_MAPS}/a`)).body).toEqual(created);
    await watch.return(undefined);
  });

  it('sees what clients write, after it is stored', async () => {
    const seen: unknown[] = [];
    const stop = server.objects.onChange(configMaps, ({ type, object }) => {
      const stored = server.objects.get(
        configMaps,
        object.metadata.name,
        'default',
      );
      seen.push([type, object.metadata.name, stored !== undefined]);
    });
    await api.post(CONFIG_MAPS, configMap('a'));
    await api.put(`${CONFIG_MAPS}/a`, configMap('a', { x: '2' }));
    await api.delete(`${CONFIG_MAPS}/a`);
    stop();
    await api.post(CONFIG_MAPS, configMap('b'));
    expect(seen).toEqual([
      ['ADDED', 'a', true],
      ['MODIFIED', 'a', true],
      ['DELETED', 'a', false],
    ]);
  });

  it('may write while it hears of a change; everyone hears of both in order', () => {
    const seen: string[] = [];
    server.objects.onChange(configMaps, ({ type, object }) => {
      if (type === 'ADDED') {
        server.objects.update(
          configMaps,
          { name: object.metadata.name, namespace: 'default' },
          draft => {
            draft.data = { filled: 'in' };
          },
        );
      }
    });
    server.objects.onChange(configMaps, ({ type, object }) => {
      seen.push(`${type} ${JSON.stringify(at(object, 'data'))}`);
    });
    server.objects.create(configMap('a'), 'default');
    expect(seen).toEqual(['ADDED {}', 'MODIFIED {"filled":"in"}']);
  });

  it('meets the same refusals as a client', () => {
    expect(() => server.objects.create(configMap('A B'), 'default')).toThrow(
      'ConfigMap "A B" is invalid',
    );
    expect(() => server.objects.create(configMap('a'), 'nowhere')).toThrow(
      'namespaces "nowhere" not found',
    );
    expect(() => server.objects.delete(configMaps, 'a', 'default')).toThrow(
      'configmaps "a" not found',
    );
  });

  it('does not change what is stored by changing what it was given', () => {
    server.objects.create(configMap('a', { x: '1' }), 'default');
    const target = { name: 'a', namespace: 'default' };
    const failing = () =>
      server.objects.update(configMaps, target, draft => {
        draft.data = { x: '2' };
        throw new TypeError('changed my mind');
      });
    expect(failing).toThrow('changed my mind');
    expect(server.objects.get(configMaps, 'a', 'default')?.data).toEqual({
      x: '1',
    });
  });

  it('asks RBAC as the API server does', async () => {
    const alice = { username: 'alice', groups: ['devs'] };
    const attributes = {
      verb: 'list',
      group: '',
      resource: 'pods',
      namespace: 'default',
    };
    expect(server.isAllowed(alice, attributes)).toBe(false);
    server.objects.create(
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'devs-view' },
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'Group', name: 'devs' }],
      },
      'default',
    );
    expect(server.isAllowed(alice, attributes)).toBe(true);
    expect(
      server.isAllowed(alice, { ...attributes, namespace: 'kube-system' }),
    ).toBe(false);
    expect(
      server.rulesFor(alice, 'default').flatMap(rule => rule.resources ?? []),
    ).toContain('pods');
  });
});
