import { KubeConfig, CoreV1Api } from '@kubernetes/client-node';
import {
  Api,
  configMap,
  CONFIG_MAPS,
  messageOf,
  namesIn,
  short,
} from './__testUtils__/api';
import { stringAt } from './json';
import { startKubernetesApiServer } from './server';
import type { KubernetesApiServer } from './types';

describe('The API server of the sandbox', () => {
  let server: KubernetesApiServer;
  let api: Api;
  let now = new Date('2026-03-01T12:00:00Z');

  beforeEach(async () => {
    now = new Date('2026-03-01T12:00:00Z');
    server = await startKubernetesApiServer({
      clock: () => now,
      historyLimit: 5,
      bookmarkInterval: 20,
    });
    api = new Api(server);
  });
  afterEach(async () => {
    api.close();
    await server.stop();
  });

  it('listens on loopback only', () => {
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is reached by the official client with its kubeconfig', async () => {
    const config = new KubeConfig();
    config.loadFromString(server.kubeconfig);
    const { items } = await config.makeApiClient(CoreV1Api).listNamespace();
    expect(items.map(({ metadata }) => metadata?.name)).toEqual([
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]);
  });

  it('gives other tokens at each start', async () => {
    const other = await startKubernetesApiServer();
    expect(other.kubeconfig).not.toContain(api.token('admin'));
    await other.stop();
  });

  it('knows users who are added later', async () => {
    server.addUser({
      username: 'carol',
      groups: ['system:masters'],
      token: 'carols-token',
    });
    expect((await api.get(CONFIG_MAPS, { as: 'carol' })).status).toBe(200);
  });

  it('takes the time from its clock', async () => {
    const { body } = await api.post(CONFIG_MAPS, configMap('a'));
    expect(stringAt(body, 'metadata', 'creationTimestamp')).toBe(
      '2026-03-01T12:00:00Z',
    );
  });

  it('ends tokens of service accounts when their time is up', async () => {
    const { body } = await api.post(
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      {
        spec: { expirationSeconds: 600 },
      },
    );
    const headers = {
      Authorization: `Bearer ${stringAt(body, 'status', 'token')}`,
    };
    expect((await api.get('/api', { headers })).status).toBe(200);
    now = new Date('2026-03-01T12:10:00Z');
    expect((await api.get('/api', { headers })).status).toBe(401);
  });

  describe('remembers only so many changes', () => {
    beforeEach(async () => {
      await api.post(CONFIG_MAPS, configMap('a'));
      await api.post(CONFIG_MAPS, configMap('b'));
    });

    const rewrite = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        await api.put(
          `${CONFIG_MAPS}/a`,
          configMap('a', { time: String(time) }),
        );
      }
    };

    it('a page of a list is as of the first page while it can', async () => {
      const first = await api.get(`${CONFIG_MAPS}?limit=1`);
      await api.delete(`${CONFIG_MAPS}/b`);
      const token = stringAt(first.body, 'metadata', 'continue');
      const second = await api.get(`${CONFIG_MAPS}?limit=1&continue=${token}`);
      expect([namesIn(first.body), namesIn(second.body)]).toEqual([
        ['a'],
        ['b'],
      ]);
    });

    it('a continue token of before is gone, and comes with one to go on with', async () => {
      const first = await api.get(`${CONFIG_MAPS}?limit=1`);
      await rewrite(20);
      const token = stringAt(first.body, 'metadata', 'continue');
      const second = await api.get(`${CONFIG_MAPS}?limit=1&continue=${token}`);
      expect(second.status).toBe(410);
      expect(second.body.reason).toBe('Expired');
      const next = stringAt(second.body, 'metadata', 'continue');
      const third = await api.get(`${CONFIG_MAPS}?limit=1&continue=${next}`);
      expect(namesIn(third.body)).toEqual(['b']);
    });

    it('a watch from before ends with an error event', async () => {
      const { body } = await api.get(CONFIG_MAPS);
      const revision = stringAt(body, 'metadata', 'resourceVersion');
      await rewrite(20);
      const events = [];
      for await (const event of api.watch(
        `${CONFIG_MAPS}?watch=true&resourceVersion=${revision}`,
      )) {
        events.push([event.type, stringAt(event.object, 'reason')]);
      }
      expect(events).toEqual([['ERROR', 'Expired']]);
    });
  });

  it('sends bookmarks while nothing happens', async () => {
    const watch = api.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=1&allowWatchBookmarks=true`,
    );
    for (let bookmarks = 0; bookmarks < 2; bookmarks += 1) {
      expect((await watch.next()).value).toMatchObject({
        type: 'BOOKMARK',
        object: { kind: 'ConfigMap', apiVersion: 'v1' },
      });
    }
    await watch.return(undefined);
  });

  it('tells a watch-list where the beginning ends', async () => {
    await api.post(CONFIG_MAPS, configMap('a'));
    const watch = api.watch(
      `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    );
    expect(short((await watch.next()).value)).toBe('ADDED a');
    expect((await watch.next()).value).toMatchObject({
      type: 'BOOKMARK',
      object: {
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
    await watch.return(undefined);
  });

  it('gives what an admission plugin makes of an object', async () => {
    server.addAdmission({
      name: 'labels.example.com',
      mutate: ({ object }) =>
        object && {
          ...object,
          metadata: { ...object.metadata, labels: { mutated: 'yes' } },
        },
    });
    const { body } = await api.post(CONFIG_MAPS, configMap('a'));
    expect(stringAt(body, 'metadata', 'labels', 'mutated')).toBe('yes');
  });

  it('refuses what an admission plugin refuses, on every kind of write', async () => {
    await api.post(CONFIG_MAPS, configMap('a'));
    server.addAdmission({
      name: 'never.example.com',
      validate: ({ operation, user, name }) => ({
        code: 403,
        reason: 'Forbidden',
        message: `${user.username} may not ${operation} ${name}`,
      }),
    });
    const answers = [
      await api.post(CONFIG_MAPS, configMap('b')),
      await api.put(`${CONFIG_MAPS}/a`, configMap('a', { x: 'y' })),
      await api.delete(`${CONFIG_MAPS}/a`),
    ];
    expect(answers.map(answer => [answer.status, messageOf(answer)])).toEqual(
      ['CREATE b', 'UPDATE a', 'DELETE a'].map(what => [
        403,
        `admission webhook "never.example.com" denied the request: admin may not ${what}`,
      ]),
    );
  });
});
