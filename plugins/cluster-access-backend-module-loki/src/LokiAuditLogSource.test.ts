import { mockServices } from '@backstage/backend-test-utils';
import type {
  AuditLine,
  AuditLogStatement,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';
import {
  type LokiOptions,
  type LokiPeer,
  startLoki,
} from '@cluster-self-service/sandbox';
import fc from 'fast-check';
import { readLokiConfig } from './config';
import { LokiAuditLogSource } from './LokiAuditLogSource';

const from = new Date('2026-10-04T00:00:00Z');
const to = new Date('2026-10-04T01:00:00Z');
const labels = { namespace: 'cattle-system', container: 'rancher-audit-log' };
const session = { subject: 'u-er1n5', cluster: 'c-m-abcde', from, to };

/** A line in the shape of Rancher's audit log, level 1. */
function auditLine(
  id: string | undefined,
  changes: { user?: string; uri?: string } = {},
): string {
  return JSON.stringify({
    ...(id !== undefined && { auditID: id }),
    requestURI:
      changes.uri ??
      '/k8s/clusters/c-m-abcde/api/v1/namespaces/shop/pods?limit=500',
    user: {
      name: changes.user ?? 'u-er1n5',
      group: ['okta_group://engineers', 'system:authenticated'],
      extra: {
        principalid: ['okta_user://erin@example.com'],
        username: ['erin@example.com'],
      },
    },
    method: 'GET',
    remoteAddr: '10.42.0.17:51874',
    responseCode: 200,
    requestTimestamp: '2026-10-04T00:00:01Z',
    responseTimestamp: '2026-10-04T00:00:01Z',
    requestHeader: { 'User-Agent': ['kubectl/v1.32.0 (linux/amd64)'] },
  });
}

function at(seconds: number): Date {
  return new Date(from.getTime() + seconds * 1000);
}

describe('LokiAuditLogSource', () => {
  let loki: LokiPeer;
  let now: number;
  let pauses: number[];

  async function start(options: LokiOptions = {}) {
    loki = await startLoki({ clock: () => new Date(now), ...options });
  }

  beforeEach(async () => {
    now = to.getTime();
    pauses = [];
    await start();
  });
  afterEach(() => loki.stop());

  function source(
    config: Record<string, string | number | object> = {},
  ): LokiAuditLogSource {
    return LokiAuditLogSource.create(
      readLokiConfig(
        mockServices.rootConfig({
          data: { clusterAccess: { loki: { baseUrl: loki.url, ...config } } },
        }),
      ),
      {
        now: () => now,
        pause: async (milliseconds, signal) => {
          signal.throwIfAborted();
          pauses.push(milliseconds);
        },
      },
    );
  }

  async function read(
    config?: Record<string, string | number | object>,
    query: Parameters<LokiAuditLogSource['read']>[0] = session,
    signal = new AbortController().signal,
  ): Promise<{
    lines: AuditLine[];
    ids: string[];
    statement: AuditLogStatement;
  }> {
    const generator = source(config).read(query, signal);
    const lines: AuditLine[] = [];
    for (;;) {
      const next = await generator.next();
      if (next.done) {
        return { lines, ids: lines.map(({ id }) => id), statement: next.value };
      }
      lines.push(next.value);
    }
  }

  it('reads what one person did on one cluster in the window, and nothing else', async () => {
    loki.push(labels, [
      { at: at(-1), line: auditLine('before') },
      { at: at(0), line: auditLine('first') },
      { at: at(1), line: auditLine('someone else', { user: 'u-er1n5x' }) },
      {
        at: at(2),
        line: auditLine('elsewhere', { uri: '/k8s/clusters/c-m-abcdef/api' }),
      },
      {
        at: at(3),
        line: auditLine('about it', { uri: '/v3/clusters/c-m-abcde' }),
      },
      {
        at: at(4),
        line: 'no JSON, though it names u-er1n5 and /k8s/clusters/c-m-abcde/',
      },
      { at: to, line: auditLine('after') },
    ]);
    loki.push({ namespace: 'shop' }, [
      { at: at(5), line: auditLine('forged') },
    ]);

    const { lines, statement } = await read();
    expect(lines).toEqual([
      { at: at(0), id: 'first', raw: auditLine('first') },
      {
        at: at(3),
        id: 'about it',
        raw: auditLine('about it', { uri: '/v3/clusters/c-m-abcde' }),
      },
    ]);
    expect(statement).toEqual({
      query:
        '{namespace="cattle-system",container="rancher-audit-log"} |= "u-er1n5" | json | user_name="u-er1n5"',
      truncated: false,
      caveats: expect.arrayContaining([
        expect.stringContaining('kubectl exec'),
        expect.stringContaining('level'),
        expect.stringContaining('AuditPolicy'),
      ]),
    });
  });

  it('gives each line once and in order, whatever was shipped twice, late or at the same time', async () => {
    const shipped = fc.array(
      fc.record({
        id: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
        second: fc.integer({ min: 0, max: 8 }),
        pod: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 60 },
    );
    let tenant = 0;
    await fc.assert(
      fc.asyncProperty(
        shipped,
        fc.integer({ min: 20, max: 40 }),
        async (all, limit) => {
          tenant += 1;
          for (const { id, second, pod } of all) {
            const line = auditLine(id === undefined ? undefined : `id-${id}`);
            loki.push({ ...labels, pod }, [{ at: at(second), line }], {
              tenant: `t${tenant}`,
            });
          }
          const { lines, statement } = await read({
            limit,
            tenant: `t${tenant}`,
          });

          const distinct = new Set(
            all.map(({ id, second }) =>
              id === undefined ? `no id at ${second}` : `id-${id}`,
            ),
          );
          expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
          expect(statement.truncated || lines.length === distinct.size).toBe(
            true,
          );
          const times = lines.map(line => line.at.getTime());
          expect(times).toEqual([...times].sort((a, b) => a - b));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reads more lines than Loki gives out at once, and lowers its limit to what is allowed', async () => {
    await loki.stop();
    await start({ maxEntriesLimitPerQuery: 70, maxQueryLengthSeconds: 600 });
    loki.push(
      labels,
      Array.from({ length: 500 }, (_, i) => ({
        at: at(i * 7),
        line: auditLine(`id-${i}`),
      })),
    );
    const { ids, statement } = await read();
    expect(ids).toEqual(Array.from({ length: 500 }, (_, i) => `id-${i}`));
    expect(statement.truncated).toBe(false);
    expect(pauses).toEqual([]);
  });

  it('finds a person by any name, and no one by a name made to break out of the query', async () => {
    const names = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .filter(name => !name.includes('\ufffd'));
    let tenant = 0;
    await fc.assert(
      fc.asyncProperty(names, async name => {
        tenant += 1;
        loki.push(
          labels,
          [
            { at: at(1), line: auditLine('theirs', { user: name }) },
            { at: at(2), line: auditLine('other', { user: `${name}x` }) },
          ],
          { tenant: `n${tenant}` },
        );
        const { ids } = await read(
          { tenant: `n${tenant}` },
          { ...session, subject: name },
        );
        expect(ids).toEqual(['theirs']);
      }),
      { numRuns: 60 },
    );
  });

  it('takes no one for the person whose name the stream itself carries as a label', async () => {
    loki.push({ ...labels, user_name: 'u-er1n5' }, [
      {
        at: at(1),
        line: auditLine('other', { user: 'u-other' }).replace(
          'pods',
          'u-er1n5',
        ),
      },
    ]);
    expect((await read()).ids).toEqual([]);
  });

  it('says where one time holds more lines than Loki gives out', async () => {
    loki.push(
      labels,
      Array.from({ length: 30 }, (_, i) => ({
        at: at(5),
        line: auditLine(`id-${i}`),
      })),
    );
    loki.push(labels, [{ at: at(6), line: auditLine('later') }]);
    const { ids, statement } = await read({ limit: 10 });
    expect(ids).toHaveLength(11);
    expect(ids.at(-1)).toBe('later');
    expect(statement.truncated).toBe(true);
    expect(statement.caveats[0]).toContain('2026-10-04T00:00:05.000Z');
  });

  it('stops at the most lines and at the longest time, and says what is missing', async () => {
    loki.push(
      labels,
      Array.from({ length: 10 }, (_, i) => ({
        at: at(i),
        line: auditLine(`id-${i}`),
      })),
    );
    const few = await read({ maxLines: 4 });
    expect(few.ids).toHaveLength(4);
    expect(few.statement).toMatchObject({ truncated: true });
    expect(few.statement.caveats[0]).toContain('2026-10-04T00:00:04.000Z');
    expect((await read({ maxLines: 10 })).statement.truncated).toBe(false);

    const reader = source({ limit: 3, maxReadTime: '1 minute' }).read(
      session,
      new AbortController().signal,
    );
    const ids: string[] = [];
    let next = await reader.next();
    while (!next.done) {
      ids.push(next.value.id);
      now += 40_000;
      next = await reader.next();
    }
    expect(ids).toEqual(['id-0', 'id-1']);
    expect(next.value.truncated).toBe(true);
    expect(next.value.caveats[0]).toContain('2026-10-04T00:00:02.000Z');
  });

  it('rides out a Loki that is busy or broken for a while', async () => {
    loki.push(labels, [{ at: at(1), line: auditLine('a') }]);
    loki.faults.switchOn('too-many-requests', {
      times: 1,
      parameters: { retryAfterSeconds: 3 },
    });
    loki.faults.switchOn('server-error', {
      times: 2,
      parameters: { status: 503 },
    });
    expect((await read()).ids).toEqual(['a']);
    expect(pauses).toEqual([3000, 1000, 2000]);
  });

  it('asks its caller for patience when it takes longer', async () => {
    loki.faults.switchOn('server-error');
    await expect(read()).rejects.toMatchObject({
      name: 'RetryLaterError',
      retryAfterSeconds: 60,
    });
    expect(pauses).toHaveLength(4);

    loki.faults.switchOff('server-error');
    loki.faults.switchOn('too-many-requests', {
      parameters: { retryAfterSeconds: 90 },
    });
    await expect(read()).rejects.toMatchObject({
      name: 'RetryLaterError',
      retryAfterSeconds: 90,
    });
    expect(pauses).toHaveLength(4);
  });

  it('treats an answer that does not come, and a Loki that is not there, alike', async () => {
    loki.faults.switchOn('slow', {
      times: 1,
      parameters: { milliseconds: 10_000 },
    });
    expect((await read({ timeout: { milliseconds: 50 } })).ids).toEqual([]);
    expect(pauses).toHaveLength(1);
    await loki.stop();
    const gone = read();
    await expect(gone).rejects.toMatchObject({
      name: 'RetryLaterError',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await start();
  });

  it('stops at once when it is told to', async () => {
    loki.faults.switchOn('slow', { parameters: { milliseconds: 60_000 } });
    const stop = new AbortController();
    const reading = read({}, session, stop.signal);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(pauses).toEqual([]);
  });

  it('sends tenant and credentials, and says what to check when they are refused', async () => {
    await loki.stop();
    await start({ requireTenant: true, auth: { bearerToken: 'the token' } });
    loki.push(labels, [{ at: at(1), line: auditLine('a') }], {
      tenant: 'platform',
    });
    expect(
      (await read({ tenant: 'platform', bearerToken: 'the token' })).ids,
    ).toEqual(['a']);
    await expect(
      read({ tenant: 'platform', bearerToken: 'wrong' }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.not.stringContaining('wrong'),
    });
  });

  it('says what to check when the selector is no LogQL', async () => {
    await expect(
      read({ selector: '{container=rancher}' }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('clusterAccess.loki.selector'),
    });
  });
});
