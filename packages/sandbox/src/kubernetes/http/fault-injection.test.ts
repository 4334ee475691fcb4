import { Api, configMap, CONFIG_MAPS, short } from '../__testUtils__/api';
import { startKubernetesApiServer } from '../server';
import type { KubernetesApiServer } from '../types';

describe('Faults', () => {
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

  it('too-many-requests: 429, and when to try again', async () => {
    server.faults.switchOn('too-many-requests', {
      times: 1,
      parameters: { retryAfter: 7 },
    });
    const { status, headers, body } = await api.get(CONFIG_MAPS);
    expect([status, headers['retry-after'], body.reason]).toEqual([
      429,
      '7',
      'TooManyRequests',
    ]);
    expect((await api.get(CONFIG_MAPS)).status).toBe(200);
  });

  it('conflict: 409 on writes, and only on them', async () => {
    server.faults.switchOn('conflict');
    expect((await api.get(CONFIG_MAPS)).status).toBe(200);
    const { status, body } = await api.post(CONFIG_MAPS, configMap('a'));
    expect([status, body.reason]).toEqual([409, 'Conflict']);
    server.faults.switchOff('conflict');
    expect((await api.post(CONFIG_MAPS, configMap('a'))).status).toBe(201);
  });

  it('strike only what their parameters are about, and count only that', async () => {
    server.faults.switchOn('server-error', {
      times: 1,
      parameters: { verb: 'create', resource: 'secrets', code: 503 },
    });
    expect((await api.post(CONFIG_MAPS, configMap('a'))).status).toBe(201);
    const secrets = '/api/v1/namespaces/default/secrets';
    expect((await api.get(secrets)).status).toBe(200);
    expect((await api.post(secrets, { metadata: { name: 's' } })).status).toBe(
      503,
    );
    expect((await api.post(secrets, { metadata: { name: 's' } })).status).toBe(
      201,
    );
  });

  it('gone: the next watch from a resourceVersion has expired', async () => {
    server.faults.switchOn('gone', { times: 1 });
    const events = [];
    for await (const event of api.watch(
      `${CONFIG_MAPS}?watch=true&resourceVersion=1`,
    )) {
      events.push(event);
    }
    expect(events).toMatchObject([
      { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
    ]);
  });

  it('gone: the next page of a list has expired', async () => {
    await api.post(CONFIG_MAPS, configMap('a'));
    await api.post(CONFIG_MAPS, configMap('b'));
    const { body } = await api.get(`${CONFIG_MAPS}?limit=1`);
    const token = JSON.parse(JSON.stringify(body.metadata)).continue;
    server.faults.switchOn('gone', { times: 1 });
    expect(
      (await api.get(`${CONFIG_MAPS}?limit=1&continue=${token}`)).status,
    ).toBe(410);
    expect(
      (await api.get(`${CONFIG_MAPS}?limit=1&continue=${token}`)).status,
    ).toBe(200);
  });

  it('drop-watch: breaks open watches at once, once', async () => {
    const path = `${CONFIG_MAPS}?watch=true&resourceVersion=1`;
    await api.post(CONFIG_MAPS, configMap('a'));
    const watch = api.watch(path);
    expect(short((await watch.next()).value)).toBe('ADDED a');
    const [next] = await Promise.allSettled([
      watch.next(),
      (async () => server.faults.switchOn('drop-watch', { times: 1 }))(),
    ]);
    expect(next.status).toBe('rejected');
    const again = api.watch(path);
    expect(short((await again.next()).value)).toBe('ADDED a');
    await again.return(undefined);
    expect(server.faults.list()).toEqual([]);
  });

  it('drop-watch: while it is on, no watch lives', async () => {
    server.faults.switchOn('drop-watch');
    const watch = api.watch(`${CONFIG_MAPS}?watch=true&resourceVersion=1`);
    await expect(watch.next()).rejects.toThrow(/aborted|hang up/);
  });

  it('slow: answers late', async () => {
    server.faults.switchOn('slow', {
      times: 1,
      parameters: { milliseconds: 60 },
    });
    const start = performance.now();
    await api.get(CONFIG_MAPS);
    expect(performance.now() - start).toBeGreaterThanOrEqual(59);
  });

  it('unavailable: closes the connection', async () => {
    server.faults.switchOn('unavailable', { times: 1 });
    await expect(api.get(CONFIG_MAPS)).rejects.toThrow('socket hang up');
    expect((await api.get(CONFIG_MAPS)).status).toBe(200);
  });

  describe('over HTTP', () => {
    const path = '/_sandbox/faults/conflict';

    it('are switched on, seen and switched off', async () => {
      expect((await api.put(path, { times: 3 })).body.active).toEqual([
        { name: 'conflict', remaining: 3 },
      ]);
      expect((await api.post(CONFIG_MAPS, configMap('a'))).status).toBe(409);
      expect((await api.get('/_sandbox/faults')).body.active).toEqual([
        { name: 'conflict', remaining: 2 },
      ]);
      expect((await api.delete(path)).body.active).toEqual([]);
    });

    it('are for the administrator', async () => {
      expect((await api.put(path, {}, { as: 'alice' })).status).toBe(403);
      expect(server.faults.list()).toEqual([]);
    });

    it('have known names and sensible numbers', async () => {
      expect((await api.put('/_sandbox/faults/meteor', {})).status).toBe(404);
      expect((await api.put(path, { times: 0 })).status).toBe(400);
    });
  });
});
