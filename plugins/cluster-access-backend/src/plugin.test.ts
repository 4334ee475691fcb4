import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  clusterAccessExtensionPoint,
  type AccessDesk,
  type ArchiveFile,
  type SessionNotice,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import { Readable } from 'node:stream';
import request from 'supertest';
import { clusterAccessPlugin } from './plugin';
import { FakeCluster } from './__testUtils__/FakeCluster';
import { aSubject, aUser, erin, sam } from './__testUtils__/people';
import { until } from './__testUtils__/until';

const policy = {
  name: 'engineers',
  groups: ['okta_group://engineers'],
  clusters: { matchLabels: { tier: 'private' } },
  roles: ['ops'],
  maxDuration: '4h',
};
const wanted = {
  cluster: 'c-m-one',
  role: 'ops',
  durationSeconds: 900,
  reason: 'INC-1 the queue is stuck',
};
const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

async function start(
  options: {
    decisions?: Record<string, PolicyDecision>;
    archives?: boolean;
    provider?: boolean;
  } = {},
) {
  const { decisions = {}, archives = false, provider = true } = options;
  const cluster = new FakeCluster(() => Date.now());
  cluster.subjects.set(erin, aSubject('u-erin', Date.now()));
  const notices: SessionNotice[] = [];
  const signals: unknown[] = [];
  const stored: ArchiveFile[] = [];
  const auditor = mockServices.auditor.mock();
  const events: Array<[string, string]> = [];
  auditor.createEvent.mockImplementation(async ({ eventId }) => ({
    success: async () => void events.push([eventId, 'success']),
    fail: async ({ error }) => void events.push([eventId, error.name]),
  }));
  let desk: AccessDesk | undefined;
  const decide = async (queries: Array<{ permission: { name: string } }>) =>
    queries.map(({ permission }) => decisions[permission.name] ?? allow);
  const permissions = mockServices.permissions.mock({
    authorize: async queries =>
      (await decide(queries)).map(({ result }) => ({
        result:
          result === AuthorizeResult.ALLOW ? result : AuthorizeResult.DENY,
      })),
    authorizeConditional: decide,
  });
  const backend = await startTestBackend({
    features: [
      clusterAccessPlugin,
      createBackendModule({
        pluginId: 'cluster-access',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { access: clusterAccessExtensionPoint },
            async init({ access }) {
              if (provider) {
                access.setGrantProvider(cluster.provider());
              }
              access.addNotifier({
                id: 'chat',
                deliver: async notice => {
                  notices.push(notice);
                  return { ts: String(notices.length) };
                },
              });
              desk = access.desk;
              if (archives) {
                access.setAuditLogSource({
                  id: 'log',
                  async *read() {
                    yield { at: new Date(), id: '1', raw: '{"auditID":"1"}' };
                    return { query: 'all', truncated: false, caveats: [] };
                  },
                });
                access.setArchiveStore({
                  id: 'folder',
                  store: async file => {
                    stored.push(file);
                    return { locator: file.fileName };
                  },
                  open: async locator => {
                    if (locator !== stored[0]?.fileName) {
                      throw new NotFoundError('gone');
                    }
                    return Readable.from(['the zip']);
                  },
                });
              }
            },
          });
        },
      }),
      catalogServiceMock.factory({ entities: [aUser('erin'), aUser('sam')] }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => void signals.push(signal.message),
        }),
      }),
      createServiceFactory({
        service: mockServices.auditor.factory().service,
        deps: {},
        factory: () => auditor,
      }),
      createServiceFactory({
        service: mockServices.permissions.factory().service,
        deps: {},
        factory: () => permissions,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          clusterAccess: {
            policies: [policy],
            archive: { settle: '0s' },
            notifications: { perSecond: 1000 },
          },
        },
      }),
    ],
  });
  stop = () => backend.stop();
  const as = (user: string) => {
    const auth = mockCredentials.user.header(user);
    const api = request(backend.server);
    return {
      get: (path: string) =>
        api.get(`/api/cluster-access${path}`).set('Authorization', auth),
      post: (
        path: string,
        body?: object,
        headers: Record<string, string> = {},
      ) =>
        api
          .post(`/api/cluster-access${path}`)
          .set('Authorization', auth)
          .set(headers)
          .send(body),
      async phase(id: string, phase: string) {
        await until(async () => {
          const { body } = await this.get(`/sessions/${id}`);
          return body.session?.phase === phase;
        });
        return (await this.get(`/sessions/${id}`)).body;
      },
    };
  };
  if (provider) {
    await until(async () => (await as(erin).get('/health')).body.leader);
  }
  return {
    as,
    cluster,
    notices,
    signals,
    events,
    stored,
    server: backend.server,
    desk,
  };
}

describe('a session', () => {
  it('goes from request to archive', async () => {
    const { as, cluster, notices, signals, events } = await start({
      archives: true,
    });
    const { body: options } = await as(erin).get('/options').expect(200);
    expect(options.options).toMatchObject([
      {
        cluster: 'c-m-one',
        roles: [{ name: 'ops', maxDurationSeconds: 14400 }],
      },
    ]);
    const { body: session } = await as(erin)
      .post('/sessions', wanted)
      .expect(201);
    expect(session).toMatchObject({
      holder: erin,
      holderName: 'Erin',
      origin: 'portal',
      phase: 'approved',
    });
    const active = await as(erin).phase(session.id, 'active');
    expect(active.allowed).toEqual({ end: true, downloadArchive: false });
    expect([...cluster.grants.values()]).toMatchObject([
      { holds: [{ sessionId: session.id }] },
    ]);

    await as(erin).post(`/sessions/${session.id}/end`).expect(200);
    const archived = await as(erin).phase(session.id, 'archived');
    expect(archived.session).toMatchObject({
      endReason: 'released',
      endedBy: erin,
      archive: { store: 'folder', lines: 1 },
    });
    expect(cluster.grants.size).toBe(0);
    await until(() => notices.length === 3);
    expect(notices.map(notice => notice.kind)).toEqual([
      'started',
      'ended',
      'archived',
    ]);
    expect(notices[0].sessionUrl).toBe(
      `http://localhost:3000/cluster-access/sessions/${session.id}`,
    );
    const { body } = await as(erin).get(`/sessions/${session.id}`);
    expect(body.timeline.map((event: { type: string }) => event.type)).toEqual(
      expect.arrayContaining([
        'requested',
        'approved',
        'granting',
        'granted',
        'announced',
        'release-asked',
        'revoked',
        'end-announced',
        'archived',
      ]),
    );
    await until(() => signals.length > 0);
    expect(signals).toContainEqual({ sessionIds: [session.id] });
    expect(events).toEqual(
      expect.arrayContaining([
        ['session-request', 'success'],
        ['session-end', 'success'],
      ]),
    );

    const download = await as(erin)
      .get(`/sessions/${session.id}/archive`)
      .expect(200);
    expect(download.headers).toMatchObject({
      'content-type': 'application/zip',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="[\w.-]+\.zip"$/,
      ),
    });
  });

  it('is the same for the same idempotency key', async () => {
    const { as } = await start();
    const key = { 'Idempotency-Key': 'form-1' };
    const [first, second] = await Promise.all([
      as(erin).post('/sessions', wanted, key),
      as(erin).post('/sessions', wanted, key),
    ]);
    expect(first.body.id).toBe(second.body.id);
    expect((await as(erin).get('/sessions')).body.items).toHaveLength(1);
    await as(erin)
      .post('/sessions', wanted, { 'Idempotency-Key': 'a b' })
      .expect(400);
  });

  it('can be asked for through the desk', async () => {
    const { desk, as } = await start();
    const decision = await desk?.request(erin, wanted, { origin: 'slack' });
    expect(decision).toMatchObject({
      taken: true,
      session: { origin: 'slack' },
    });
    expect(
      (await as(erin).get('/sessions?scope=active')).body.items,
    ).toHaveLength(1);
    expect(
      await desk?.request('user:default/nobody', wanted, { origin: 'slack' }),
    ).toMatchObject({
      taken: false,
      problems: [{ field: 'requester' }],
    });
  });
});

describe('a request that cannot be taken', () => {
  it('is refused with what is allowed', async () => {
    const { as, events } = await start();
    const { body } = await as(erin)
      .post('/sessions', { ...wanted, durationSeconds: 5 * 3600 })
      .expect(422);
    expect(body).toEqual({
      error: {
        name: 'InputError',
        message: 'The longest is 4 hours for Operator on one.',
      },
      problems: [
        {
          field: 'duration',
          message: 'The longest is 4 hours for Operator on one.',
        },
      ],
    });
    expect(events).toEqual([['session-request', 'InputError']]);
    expect(
      (await as(sam).post('/sessions', wanted).expect(422)).body.problems[0]
        .message,
    ).toMatch(/not known in Rancher/);
  });

  it('is refused when a standing binding gives the same', async () => {
    const { as, cluster } = await start();
    cluster.standing.set('c-m-one/ops/u-erin', [
      { name: 'crtb-abcde', uid: 'x' },
    ]);
    const { body } = await as(erin).post('/sessions', wanted).expect(422);
    expect(body.problems).toEqual([
      { field: 'role', message: expect.stringContaining('crtb-abcde') },
    ]);
  });

  it.each([
    [{ ...wanted, cluster: '' }, /cluster/],
    [{ ...wanted, durationSeconds: '900' }, /durationSeconds/],
    [{ ...wanted, holder: sam }, /holder/],
    [[], /./],
  ])('is not valid: %j', async (body, message) => {
    const { as } = await start();
    const answer = await as(erin).post('/sessions', body).expect(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('is denied without the permission', async () => {
    const { as, events } = await start({
      decisions: { 'cluster-access.session.create': deny },
    });
    await as(erin).post('/sessions', wanted).expect(403);
    expect(events).toEqual([['session-request', 'NotAllowedError']]);
  });

  it.each([
    ['nobody', mockCredentials.none.header(), 401],
    ['a service', mockCredentials.service.header(), 403],
  ])('is turned away from %s', async (_, auth, status) => {
    const { server } = await start();
    const answer = await request(server)
      .get('/api/cluster-access/options')
      .set('Authorization', auth);
    expect(answer.status).toBe(status);
  });
});

describe('permissions', () => {
  const onlyOwn = {
    'cluster-access.session.read': {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'cluster-access',
      resourceType: 'cluster-access-session',
      conditions: {
        rule: 'IS_HOLDER',
        resourceType: 'cluster-access-session',
        params: { holders: ['user:default/ann'] },
      },
    },
  } satisfies Record<string, PolicyDecision>;

  it.each([
    ['denied', { 'cluster-access.session.read': deny }],
    ['conditional', onlyOwn],
  ])('hide what others hold when reading is %s', async (_, decisions) => {
    const { as, events } = await start({ decisions });
    const { body: session } = await as(erin)
      .post('/sessions', wanted)
      .expect(201);
    await as(sam).get(`/sessions/${session.id}`).expect(404);
    await as(sam).post(`/sessions/${session.id}/end`).expect(404);
    await as(sam).get(`/sessions/${session.id}/archive`).expect(404);
    expect((await as(sam).get('/sessions?scope=all')).body.items).toEqual([]);
    expect((await as(erin).get('/sessions?scope=all')).body.items).toHaveLength(
      1,
    );
    expect(events).toContainEqual(['session-read', 'NotFoundError']);
  });

  it('let the holder give back, and others take back only with the permission', async () => {
    const { as, events } = await start({
      decisions: { 'cluster-access.session.end': deny },
    });
    const { body: session } = await as(erin)
      .post('/sessions', wanted)
      .expect(201);
    await as(sam).post(`/sessions/${session.id}/end`).expect(403);
    expect(events).toContainEqual(['session-end', 'NotAllowedError']);
    await as(erin).post(`/sessions/${session.id}/end`).expect(200);
  });

  it('tell a revocation from a release', async () => {
    const { as } = await start();
    const { body: session } = await as(erin)
      .post('/sessions', wanted)
      .expect(201);
    await as(erin).phase(session.id, 'active');
    await as(sam).post(`/sessions/${session.id}/end`).expect(200);
    const { session: ended } = await as(sam).phase(session.id, 'revoked');
    expect(ended).toMatchObject({ endReason: 'revoked', endedBy: sam });
  });

  it('guard the archive', async () => {
    const { as } = await start({
      archives: true,
      decisions: { 'cluster-access.session.archive.read': deny },
    });
    const { body: session } = await as(erin)
      .post('/sessions', wanted)
      .expect(201);
    await as(erin).phase(session.id, 'active');
    await as(erin).post(`/sessions/${session.id}/end`);
    const { allowed } = await as(erin).phase(session.id, 'archived');
    expect(allowed.downloadArchive).toBe(false);
    await as(erin).get(`/sessions/${session.id}/archive`).expect(403);
  });
});

it.each([
  ['/sessions/nope', 404],
  ['/sessions/%00', 404],
  ['/sessions/nope/archive', 404],
  ['/sessions?limit=0', 400],
  ['/sessions?scope=theirs', 400],
  ['/sessions?cursor=x', 400],
])('answers GET %s with %d', async (path, status) => {
  const { as } = await start();
  expect((await as(erin).get(path)).status).toBe(status);
});

it('does not start without a grant provider, and says what to install', async () => {
  await expect(start({ provider: false })).rejects.toThrow(
    /needs a grant provider.*-module-rancher/,
  );
});
