import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { KubernetesClient, ObjectTarget } from '../types';
import {
  createKubernetesClient,
  type KubernetesClientOptions,
} from './createKubernetesClient';
import { parseKubeConfig } from './loadKubeConfig';

const configMap = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const target: ObjectTarget = { name: 'a', namespace: 'ns' };
const answer = { apiVersion: 'v1', kind: 'ConfigMap', metadata: target };

type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: string,
) => void;

/** What the next requests get, in order; the last one stays. */
let handlers: Handler[];
let requests: Array<{
  method?: string;
  url?: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}>;
let connections: number;
let server: http.Server;

beforeEach(async () => {
  handlers = [];
  requests = [];
  connections = 0;
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      requests.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body,
      });
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
      handler?.(request, response, body);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

function url(): string {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
}

function client(
  options: Partial<KubernetesClientOptions> = {},
  user: object = { token: 'pssst-very-secret-token' },
  cluster: object = {},
): KubernetesClient {
  const kubeConfig = parseKubeConfig(
    JSON.stringify({
      'current-context': 'x',
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        {
          name: 'c',
          cluster: {
            server: `${url()}/k8s/`,
            'insecure-skip-tls-verify': true,
            ...cluster,
          },
        },
      ],
      users: [{ name: 'u', user }],
    }),
  );
  return createKubernetesClient({ kubeConfig, random: () => 0, ...options });
}

function respond(
  statusCode: number,
  body: unknown,
  headers: http.OutgoingHttpHeaders = {},
): Handler {
  return (_, response) => {
    response.writeHead(statusCode, headers);
    response.end(JSON.stringify(body));
  };
}

it('sends what the API expects, under the path of the server', async () => {
  handlers = [respond(200, answer)];
  const kubernetes = client({ userAgent: 'me/1' });
  const object = { ...answer };
  await kubernetes.get(configMap, 'a', 'ns');
  await kubernetes.create(configMap, object);
  await kubernetes.replace(configMap, object);
  await kubernetes.replaceStatus(configMap, object);
  await kubernetes.mergePatch(
    configMap,
    target,
    { a: 1 },
    { subresource: 'status' },
  );
  await kubernetes.strategicMergePatch(configMap, target, { a: 1 });
  await kubernetes.jsonPatch(configMap, target, [{ op: 'remove', path: '/a' }]);
  await kubernetes.apply(configMap, object, {
    fieldManager: 'me',
    force: true,
  });
  await kubernetes.delete(configMap, target, {
    uid: 'u1',
    propagationPolicy: 'Background',
  });
  await kubernetes.delete(configMap, target);
  expect(
    requests.map(r => [r.method, r.url, r.headers['content-type'], r.body]),
  ).toEqual([
    ['GET', '/k8s/api/v1/namespaces/ns/configmaps/a', undefined, ''],
    [
      'POST',
      '/k8s/api/v1/namespaces/ns/configmaps',
      'application/json',
      JSON.stringify(object),
    ],
    [
      'PUT',
      '/k8s/api/v1/namespaces/ns/configmaps/a',
      'application/json',
      JSON.stringify(object),
    ],
    [
      'PUT',
      '/k8s/api/v1/namespaces/ns/configmaps/a/status',
      'application/json',
      JSON.stringify(object),
    ],
    [
      'PATCH',
      '/k8s/api/v1/namespaces/ns/configmaps/a/status',
      'application/merge-patch+json',
      '{"a":1}',
    ],
    [
      'PATCH',
      '/k8s/api/v1/namespaces/ns/configmaps/a',
      'application/strategic-merge-patch+json',
      '{"a":1}',
    ],
    [
      'PATCH',
      '/k8s/api/v1/namespaces/ns/configmaps/a',
      'application/json-patch+json',
      '[{"op":"remove","path":"/a"}]',
    ],
    [
      'PATCH',
      '/k8s/api/v1/namespaces/ns/configmaps/a?fieldManager=me&force=true',
      'application/apply-patch+yaml',
      JSON.stringify(object),
    ],
    [
      'DELETE',
      '/k8s/api/v1/namespaces/ns/configmaps/a',
      'application/json',
      '{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"u1"},"propagationPolicy":"Background"}',
    ],
    [
      'DELETE',
      '/k8s/api/v1/namespaces/ns/configmaps/a',
      'application/json',
      '{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{}}',
    ],
  ]);
  expect(requests[0].headers).toMatchObject({
    authorization: 'Bearer pssst-very-secret-token',
    'user-agent': 'me/1',
    accept: 'application/json',
  });
});

it('gives the items of a list what built-in types leave out', async () => {
  handlers = [
    respond(200, {
      metadata: { resourceVersion: '9', continue: 'c' },
      items: [{ metadata: target }],
    }),
    respond(200, {
      metadata: { resourceVersion: '9', continue: '' },
      items: null,
    }),
  ];
  const kubernetes = client();
  expect(
    await kubernetes.list(configMap, {
      namespace: 'ns',
      labelSelector: 'a=b',
      limit: 1,
    }),
  ).toEqual({
    items: [answer],
    resourceVersion: '9',
    continue: 'c',
  });
  expect(await kubernetes.list(configMap, { continue: 'c' })).toEqual({
    items: [],
    resourceVersion: '9',
  });
  expect(requests.map(r => r.url)).toEqual([
    '/k8s/api/v1/namespaces/ns/configmaps?labelSelector=a%3Db&limit=1',
    '/k8s/api/v1/configmaps?continue=c',
  ]);
});

it('keeps connections and takes no more than it may', async () => {
  handlers = [
    (_, response) => setImmediate(() => response.end(JSON.stringify(answer))),
  ];
  const kubernetes = client({ limits: { maxConnections: 4 } });
  for (let round = 0; round < 3; round++) {
    await Promise.all(
      Array.from({ length: 20 }, () => kubernetes.get(configMap, 'a', 'ns')),
    );
  }
  expect(requests).toHaveLength(60);
  expect(connections).toBe(4);
});

describe('when the API server throttles', () => {
  it('waits as long as it asks for and tries again', async () => {
    const waits: number[] = [];
    handlers = [
      respond(429, {}, { 'Retry-After': '7' }),
      respond(429, {}, { 'Retry-After': '3600' }),
      respond(200, answer),
    ];
    const kubernetes = client({
      clock: {
        now: Date.now,
        monotonic: () => performance.now(),
        schedule(callback, ms) {
          if (ms !== 30_001) {
            waits.push(ms);
            setImmediate(callback);
          }
          return () => {};
        },
      },
      requestTimeoutMs: 30_001,
      limits: { maxRetryAfterMs: 20_000 },
    });
    // the time-out of loading credentials, which is not up before they are there
    await kubernetes.create(configMap, answer);
    expect(waits.filter(ms => ms !== 60_000)).toEqual([7000, 20_000]);
    expect(requests).toHaveLength(3);
  });

  it('gives up after a few times', async () => {
    handlers = [
      respond(
        429,
        { kind: 'Status', message: 'slow down' },
        { 'Retry-After': '0' },
      ),
    ];
    await expect(
      client({ limits: { throttleRetries: 2 } }).get(configMap, 'a', 'ns'),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      statusCode: 429,
      message: 'slow down',
    });
    expect(requests).toHaveLength(3);
  });

  it('does not wait on when the signal aborts', async () => {
    handlers = [respond(429, {}, { 'Retry-After': '30' })];
    const signal = AbortSignal.timeout(50);
    await expect(
      client().get(configMap, 'a', 'ns', { signal }),
    ).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

it('repeats nothing else: a 500 may have taken effect', async () => {
  handlers = [respond(500, { kind: 'Status', message: 'boom' })];
  await expect(client().create(configMap, answer)).rejects.toThrow('boom');
  expect(requests).toHaveLength(1);
});

describe('credentials', () => {
  const exec = (script: string) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', script],
    },
  });

  it('come from a plugin once for many requests, and again when they are refused', async () => {
    // this plugin names no expiry: without a memory it would run for every request
    const script =
      'console.log(JSON.stringify({status: {token: "t-" + process.pid}}))';
    let refused = '';
    handlers = [
      (request, response) => {
        const token = request.headers.authorization ?? '';
        refused ||= token;
        response.writeHead(
          token === refused && requests.length > 10 ? 401 : 200,
        );
        response.end(JSON.stringify(answer));
      },
    ];
    const kubernetes = client({}, exec(script));
    await Promise.all(
      Array.from({ length: 10 }, () => kubernetes.get(configMap, 'a', 'ns')),
    );
    expect(new Set(requests.map(r => r.headers.authorization)).size).toBe(1);
    await kubernetes.get(configMap, 'a', 'ns');
    expect(requests).toHaveLength(12);
    expect(requests[11].headers.authorization).not.toBe(refused);
  });

  it('are asked for once more when many requests are refused together', async () => {
    const script =
      'console.log(JSON.stringify({status: {token: "t-" + process.pid}}))';
    const tokens = new Set<string | undefined>();
    handlers = [
      (request, response) => {
        tokens.add(request.headers.authorization);
        response.writeHead(tokens.size === 1 ? 401 : 200);
        response.end(JSON.stringify(answer));
      },
    ];
    const kubernetes = client({}, exec(script));
    await Promise.all(
      Array.from({ length: 20 }, () => kubernetes.get(configMap, 'a', 'ns')),
    );
    expect(tokens.size).toBe(2);
  });

  it('that are refused twice are an error', async () => {
    handlers = [respond(401, { kind: 'Status', message: 'Unauthorized' })];
    await expect(client().get(configMap, 'a', 'ns')).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
    expect(requests).toHaveLength(2);
  });

  it.each([
    [
      'prints no JSON',
      'console.log("pssst-very-secret-token")',
      'something that is no JSON',
    ],
    [
      'fails',
      'console.error("expired: pssst-very-secret-token"); process.exit(1)',
      'expired: ***',
    ],
  ])('never come out when the plugin %s', async (_, script, message) => {
    const kubernetes = client({}, exec(script));
    const error: unknown = await kubernetes
      .get(configMap, 'a', 'ns')
      .catch(e => e);
    expect(String(error)).toContain(message);
    expect(error).toMatchObject({ name: 'AuthenticationError' });
    expect(JSON.stringify(error) + String(error)).not.toContain('very-secret');
  });

  it('are in no error of a request', async () => {
    const { port } = new URL(url());
    const kubernetes = client({ requestTimeoutMs: 50 });
    handlers = [respond(500, {}), () => {}];
    const errors: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      errors.push(
        await kubernetes.create(configMap, answer).catch(error => error),
      );
    }
    expect(errors).toMatchObject([
      { statusCode: 500 },
      {
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('no answer within 50 ms'),
      },
    ]);
    for (const error of errors) {
      const text = [
        JSON.stringify(error),
        String(error),
        error instanceof Error ? error.stack : '',
      ];
      expect(text.join()).not.toContain('very-secret');
      expect(text.join()).not.toContain(port);
    }
  });
});

describe('a connection that breaks', () => {
  const breakIt: Handler = request => request.socket.destroy();

  it('is no matter for a read on a connection that had served before', async () => {
    handlers = [respond(200, answer), breakIt, respond(200, answer)];
    const kubernetes = client();
    await kubernetes.get(configMap, 'a', 'ns');
    await expect(kubernetes.get(configMap, 'a', 'ns')).resolves.toEqual(answer);
    expect(requests).toHaveLength(3);
  });

  it('fails a write, which may have taken effect', async () => {
    handlers = [respond(200, answer), breakIt];
    const kubernetes = client();
    await kubernetes.get(configMap, 'a', 'ns');
    await expect(kubernetes.create(configMap, answer)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      statusCode: undefined,
      request: 'POST /api/v1/namespaces/ns/configmaps',
    });
    expect(requests).toHaveLength(2);
  });

  it('in the middle of an answer fails it', async () => {
    handlers = [
      (request, response) => {
        response.writeHead(200, { 'Content-Length': 1000 });
        response.write('{"half":');
        setImmediate(() => request.socket.destroy());
      },
    ];
    await expect(client().get(configMap, 'a', 'ns')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});

it('takes no answer that is too large, or none at all', async () => {
  handlers = [respond(200, { text: 'x'.repeat(2000) }), respond(200, 'x')];
  await expect(
    client({ limits: { maxAnswerBytes: 1000 } }).get(configMap, 'a', 'ns'),
  ).rejects.toThrow('the answer is larger than 1000 bytes');
  handlers = [(_, response) => response.end('<html>')];
  await expect(client().get(configMap, 'a', 'ns')).rejects.toThrow(
    'GET /api/v1/namespaces/ns/configmaps/a was answered with something that is no JSON',
  );
});

it('goes through the proxy that the kubeconfig names, on kept connections', async () => {
  handlers = [respond(200, answer)];
  let tunnels = 0;
  const proxy = http.createServer();
  proxy.on('connect', (request, socket) => {
    tunnels++;
    const upstream = connect(
      Number(request.url?.split(':')[1]),
      '127.0.0.1',
      () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      },
    );
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const kubernetes = client({}, undefined, {
    'proxy-url': `http://127.0.0.1:${port}`,
  });
  for (let i = 0; i < 3; i++) {
    await kubernetes.get(configMap, 'a', 'ns');
  }
  expect([requests.length, tunnels]).toEqual([3, 1]);
  server.closeAllConnections();
  proxy.close();
});

it('sends nothing for a signal that has aborted', async () => {
  const reason = new Error('changed my mind');
  await expect(
    client().get(configMap, 'a', 'ns', { signal: AbortSignal.abort(reason) }),
  ).rejects.toBe(reason);
  expect(requests).toEqual([]);
});

describe('watch', () => {
  const line = (type: string) =>
    `${JSON.stringify({ type, object: answer })}\n`;

  it('asks for bookmarks, streams, and ends with the server', async () => {
    handlers = [(_, response) => response.end(line('ADDED') + line('DELETED'))];
    const types: string[] = [];
    const never = new AbortController().signal;
    const options = {
      namespace: 'ns',
      resourceVersion: '5',
      timeoutSeconds: 60,
    };
    for await (const event of client().watch(configMap, options, never)) {
      types.push(event.type);
    }
    expect(types).toEqual(['ADDED', 'DELETED']);
    expect(requests[0].url).toBe(
      '/k8s/api/v1/namespaces/ns/configmaps?resourceVersion=5&timeoutSeconds=60&watch=true&allowWatchBookmarks=true',
    );
  });

  it('lets other requests through, however many there are', async () => {
    handlers = [
      (request, response) =>
        request.url?.includes('watch')
          ? response.write('\n')
          : response.end(JSON.stringify(answer)),
    ];
    const kubernetes = client({ limits: { maxConnections: 1 } });
    const controller = new AbortController();
    const watches = [1, 2, 3].map(async () => {
      for await (const event of kubernetes.watch(
        configMap,
        {},
        controller.signal,
      )) {
        throw new Error(`unexpected ${event.type}`);
      }
    });
    await expect(kubernetes.get(configMap, 'a', 'ns')).resolves.toEqual(answer);
    controller.abort();
    await Promise.all(watches);
  });

  it('notices a dead connection', async () => {
    handlers = [(_, response) => response.write(line('ADDED'))];
    const kubernetes = client({ limits: { watchIdleTimeoutMs: 50 } });
    const types: string[] = [];
    const watching = (async () => {
      for await (const event of kubernetes.watch(
        configMap,
        {},
        new AbortController().signal,
      )) {
        types.push(event.type);
      }
    })();
    await expect(watching).rejects.toThrow('no sign of life for 50 ms');
    expect(types).toEqual(['ADDED']);
  });

  it('is refused like any request', async () => {
    handlers = [respond(403, { kind: 'Status', message: 'not you' })];
    const first = client()
      .watch(configMap, {}, new AbortController().signal)
      .next();
    await expect(first).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'not you',
    });
  });

  it('that is aborted before it starts just ends', async () => {
    const first = client().watch(configMap, {}, AbortSignal.abort()).next();
    await expect(first).resolves.toEqual({ done: true, value: undefined });
  });
});
