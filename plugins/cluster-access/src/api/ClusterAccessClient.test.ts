import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { sampleOptions, sampleSession } from '../__testUtils__';
import { ClusterAccessClient } from './ClusterAccessClient';

const base = 'http://localhost:7007/api/cluster-access';
const server = setupServer();

describe('ClusterAccessClient', () => {
  registerMswTestHooks(server);
  const client = new ClusterAccessClient({
    fetchApi: mockApis.fetch({
      resolvePluginProtocol: {
        discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      },
    }),
  });
  const key = { idempotencyKey: 'key-1' };
  const request = {
    cluster: 'c-m-prod0001',
    role: 'read-only',
    durationSeconds: 900,
    reason: 'INC-4711 checkout',
  };

  it('reads the options', async () => {
    server.use(
      http.get(`${base}/options`, () => HttpResponse.json(sampleOptions)),
    );
    await expect(client.getOptions()).resolves.toEqual(sampleOptions);
  });

  it('sends a request and gives the new session', async () => {
    server.use(
      http.post(`${base}/sessions`, async ({ request: sent }) =>
        HttpResponse.json(
          sampleSession({
            id: String(sent.headers.get('Idempotency-Key')),
            reason: JSON.stringify(await sent.json()),
          }),
          { status: 201 },
        ),
      ),
    );
    const session = await client.requestAccess(request, key);
    expect(JSON.parse(session.reason)).toEqual(request);
    expect(session.id).toBe('key-1');
  });

  it('tells by field why a request was refused', async () => {
    const problems = [{ field: 'role', message: 'Ask for "Read only".' }];
    server.use(
      http.post(`${base}/sessions`, () =>
        HttpResponse.json(
          { error: { name: 'InputError', message: 'Refused.' }, problems },
          { status: 422 },
        ),
      ),
    );
    await expect(client.requestAccess(request, key)).rejects.toMatchObject({
      name: 'AccessRefusedError',
      message: 'Refused.',
      problems,
    });
  });

  it('asks for one page of a list', async () => {
    server.use(
      http.get(`${base}/sessions`, ({ request: sent }) =>
        HttpResponse.json({
          items: [sampleSession()],
          nextCursor: new URL(sent.url).search,
        }),
      ),
    );
    const page = await client.listSessions({
      scope: 'all',
      limit: 20,
      cursor: 'a+b&c',
    });
    expect(page.nextCursor).toBe('?scope=all&limit=20&cursor=a%2Bb%26c');
  });

  it('keeps an id from becoming another path', async () => {
    server.use(
      http.post(`${base}/sessions/:id/end`, ({ params }) =>
        HttpResponse.json(sampleSession({ id: String(params.id) })),
      ),
    );
    const session = await client.endSession('../options');
    expect(session.id).toBe('../options');
  });

  it('gives the archive as it is', async () => {
    server.use(
      http.get(
        `${base}/sessions/s1/archive`,
        () => new HttpResponse(new Uint8Array([80, 75, 3, 4])),
      ),
    );
    expect((await client.downloadArchive('s1')).size).toBe(4);
  });

  it('rejects with the status when a call fails', async () => {
    server.use(
      http.get(`${base}/sessions/s1`, () =>
        HttpResponse.json(
          {
            error: { name: 'NotFoundError', message: 'No such session' },
            response: { statusCode: 404 },
          },
          { status: 404 },
        ),
      ),
    );
    await expect(client.getSession('s1')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'No such session' },
    });
  });
});
