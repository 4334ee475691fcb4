import { type LokiOptions, type LokiPeer, startLoki } from './startLoki';

const START = Date.parse('2026-10-04T00:00:00Z');
const labels = { namespace: 'cattle-system', container: 'rancher-audit-log' };

describe('startLoki', () => {
  let now: number;
  let loki: LokiPeer;

  async function start(options: LokiOptions = {}) {
    loki = await startLoki({ clock: () => new Date(now), ...options });
  }

  beforeEach(async () => {
    now = START + 60_000;
    await start();
  });
  afterEach(() => loki.stop());

  function at(seconds: number): Date {
    return new Date(START + seconds * 1000);
  }

  function get(
    path: string,
    parameters: Record<string, string> = {},
    headers?: HeadersInit,
  ) {
    return fetch(`${loki.url}${path}?${new URLSearchParams(parameters)}`, {
      headers,
    });
  }

  function ask(parameters: Record<string, string> = {}, headers?: HeadersInit) {
    return get(
      '/loki/api/v1/query_range',
      {
        query: '{namespace="cattle-system"}',
        direction: 'forward',
        ...parameters,
      },
      headers,
    );
  }

  async function lines(parameters?: Record<string, string>): Promise<string[]> {
    const response = await ask(parameters);
    expect(response.status).toBe(200);
    const { data } = await response.json();
    return data.result.flatMap(({ values }: { values: string[][] }) =>
      values.map(([, line]) => line),
    );
  }

  it('answers with streams in the shape of Loki', async () => {
    loki.push(labels, [
      { at: at(1), line: '{"user":{"name":"u-1"}}' },
      { at: 1_791_072_002_000_000_007n, line: '{"user":{"name":"u-2"}}' },
    ]);
    const response = await ask({
      query: '{container="rancher-audit-log"} | json | user_name="u-2"',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { ...labels, user_name: 'u-2' },
            values: [['1791072002000000007', '{"user":{"name":"u-2"}}']],
          },
        ],
        stats: {
          summary: expect.objectContaining({ totalEntriesReturned: 1 }),
        },
      },
    });
  });

  it('takes pushes as JSON', async () => {
    const push = (body: string, type = 'application/json') =>
      fetch(`${loki.url}/loki/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    const pushed = await push(
      JSON.stringify({
        streams: [
          {
            stream: labels,
            values: [[`${START}000000`, 'hello', { trace: 't1' }]],
          },
        ],
      }),
    );
    expect(pushed.status).toBe(204);
    const { data } = await (await ask()).json();
    expect(data.result).toEqual([
      {
        stream: { ...labels, trace: 't1' },
        values: [[`${START}000000`, 'hello']],
      },
    ]);

    expect((await push('{')).status).toBe(400);
    expect((await push('{"streams":[{"stream":{},"values":[]}]}')).status).toBe(
      400,
    );
    expect(
      (await push('{"streams":[{"stream":{"a":"b"},"values":[[1,"x"]]}]}'))
        .status,
    ).toBe(400);
    const protobuf = await push('x', 'application/x-protobuf');
    expect(protobuf.status).toBe(415);
    expect(await protobuf.text()).toContain('application/json');
  });

  it('takes queries as a form too', async () => {
    loki.push(labels, [{ at: at(1), line: 'a' }]);
    const response = await fetch(`${loki.url}/loki/api/v1/query_range`, {
      method: 'POST',
      body: new URLSearchParams({ query: '{namespace="cattle-system"}' }),
    });
    expect((await response.json()).data.result).toHaveLength(1);
  });

  it('includes the start and excludes the end', async () => {
    loki.push(
      labels,
      [0, 1, 2].map(second => ({ at: at(second), line: String(second) })),
    );
    const range = { start: at(0).toISOString(), end: at(2).toISOString() };
    expect(await lines(range)).toEqual(['0', '1']);
    expect(await lines({ ...range, direction: 'backward' })).toEqual([
      '1',
      '0',
    ]);
    expect(
      await lines({ start: `${START / 1000}`, end: `${START / 1000}.5` }),
    ).toEqual(['0']);
  });

  it('gives 100 lines by default, the newest unless told otherwise, and no more than its limit', async () => {
    loki.push(
      labels,
      Array.from({ length: 150 }, (_, i) => ({ at: at(i / 10), line: `${i}` })),
    );
    expect((await lines({ direction: '' }))[0]).toBe('149');
    expect(await lines()).toHaveLength(100);
    expect(await lines({ limit: '5000' })).toHaveLength(150);
    const refused = await ask({ limit: '5001' });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(
      'max_entries_limit_per_query (5001 > 5000)',
    );
  });

  it('says in plain text what is wrong with a query', async () => {
    const response = await ask({ query: '{a="b"} |= c' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe(
      'parse error at line 1, col 12: syntax error: unexpected IDENTIFIER, expecting STRING\n',
    );
  });

  it('knows labels, their values and series', async () => {
    loki.push(labels, [{ at: at(1), line: 'a' }]);
    loki.push({ namespace: 'default' }, [{ at: at(1), line: 'a' }]);
    const data = async (path: string, parameters?: Record<string, string>) =>
      (await (await get(path, parameters)).json()).data;
    expect(await data('/loki/api/v1/labels')).toEqual([
      'container',
      'namespace',
    ]);
    expect(await data('/loki/api/v1/label/namespace/values')).toEqual([
      'cattle-system',
      'default',
    ]);
    expect(
      await data('/loki/api/v1/series', { 'match[]': '{namespace="default"}' }),
    ).toEqual([{ namespace: 'default' }]);
    expect((await get('/loki/api/v1/series')).status).toBe(400);
    expect((await get('/loki/api/v1/query', { query: '{a="b"}' })).status).toBe(
      400,
    );
    expect(await (await get('/ready')).text()).toBe('ready\n');
    expect(
      await (await get('/loki/api/v1/status/buildinfo')).json(),
    ).toHaveProperty('version');
    expect((await get('/nowhere')).status).toBe(404);
  });

  it('can show lines late', async () => {
    loki.push(labels, [{ at: at(1), line: 'late' }], {
      delayMilliseconds: 500,
    });
    loki.faults.switchOn('late-ingestion', {
      times: 1,
      parameters: { milliseconds: 1000 },
    });
    loki.push(labels, [{ at: at(2), line: 'later' }]);
    expect(await lines()).toEqual([]);
    now += 500;
    expect(await lines()).toEqual(['late']);
    now += 500;
    expect(await lines()).toEqual(['late', 'later']);
  });

  it('misbehaves on request', async () => {
    loki.faults.switchOn('too-many-requests', {
      times: 1,
      parameters: { retryAfterSeconds: 7 },
    });
    const tooMany = await ask();
    expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([
      429,
      '7',
    ]);
    loki.faults.switchOn('server-error', {
      times: 1,
      parameters: { status: 503 },
    });
    expect((await ask()).status).toBe(503);
    loki.faults.switchOn('slow', { times: 1, parameters: { milliseconds: 1 } });
    expect((await ask()).status).toBe(200);
  });

  it('keeps tenants apart, and asks for one where it must', async () => {
    loki.push(labels, [{ at: at(1), line: 'a' }], { tenant: 'one' });
    expect(await lines()).toEqual([]);
    const { data } = await (await ask({}, { 'x-scope-orgid': 'one' })).json();
    expect(data.result).toHaveLength(1);

    await loki.stop();
    await start({ requireTenant: true });
    expect(await (await ask()).text()).toBe('no org id\n');
    expect((await ask({}, { 'x-scope-orgid': 'one' })).status).toBe(200);
  });

  it('asks for credentials and limits the length of a query where it is told to', async () => {
    await loki.stop();
    await start({
      auth: { username: 'u', password: 'p' },
      maxQueryLengthSeconds: 60,
    });
    expect((await ask()).status).toBe(401);
    const headers = {
      authorization: `Basic ${Buffer.from('u:p').toString('base64')}`,
    };
    expect((await ask({ start: at(0).toISOString() }, headers)).status).toBe(
      200,
    );
    const long = await ask({ start: at(-1).toISOString() }, headers);
    expect(long.status).toBe(400);
    expect(await long.text()).toContain(
      'the query time range exceeds the limit',
    );
  });
});
