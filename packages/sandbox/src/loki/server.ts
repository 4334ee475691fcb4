import express, { type Express, type Request } from 'express';
import Router from 'express-promise-router';
import { isRecord } from '../records';
import type { Faults } from '../types';
import { parseLogQuery, parseSelector } from './logql';
import { answerErrors, requireAccess, strikeFaults } from './middleware';
import {
  BadRequest,
  parseDirection,
  parseLimit,
  parseRange,
  parseTime,
} from './parameters';
import { parsePush, type PushedStream } from './push';
import { streamsResponse, success } from './responses';
import type { LogStore } from './store';

export interface LokiServerOptions {
  /** Milliseconds since 1970. */
  now(): number;
  faults: Faults;
  maxEntriesLimitPerQuery: number;
  /** Longest time range of one query in seconds; 0 means any. */
  maxQueryLengthSeconds: number;
  /** Answer only to requests with a tenant in `X-Scope-OrgID`. */
  requireTenant: boolean;
  /** Value that the `Authorization` header must have, as a gateway in front of Loki asks for it. */
  authorization?: string;
  store(tenant: string): LogStore;
  push(tenant: string, stream: PushedStream): void;
}

const SIX_HOURS = 6n * 3_600_000_000_000n;

/** Loki's HTTP API as far as the sandbox has it. */
export function createLokiApp(options: LokiServerOptions): Express {
  const { now, faults } = options;
  const app = express();
  app.disable('x-powered-by');
  const router = Router();
  app.use(router);

  router.get('/ready', (_, response) => {
    response.type('text/plain').send('ready\n');
  });

  router.use(requireAccess(options), strikeFaults(faults));

  router.post(
    '/loki/api/v1/push',
    express.json({ limit: '64mb' }),
    (request, response) => {
      if (!request.is('application/json')) {
        response
          .status(415)
          .type('text/plain')
          .send(
            'The sandbox takes pushes as application/json only, not as snappy-compressed protobuf.\n',
          );
        return;
      }
      for (const stream of parsePush(request.body)) {
        options.push(tenantOf(request), stream);
      }
      response.status(204).end();
    },
  );

  const form = express.urlencoded({ extended: false, limit: '1mb' });

  router.all('/loki/api/v1/query_range', form, (request, response) => {
    const given = parametersOf(request);
    const limit = parseLimit(given('limit'), options.maxEntriesLimitPerQuery);
    const direction = parseDirection(given('direction'));
    const range = parseRange(
      { start: given('start'), end: given('end') },
      now(),
    );
    checkLength(range.end - range.start, options.maxQueryLengthSeconds);
    const query = parseLogQuery(given('query') ?? '');
    const store = options.store(tenantOf(request));
    const began = performance.now();
    const matches = store.query(query, range, { limit, direction, now: now() });
    response.json(
      streamsResponse(
        matches,
        store.scanned,
        (performance.now() - began) / 1000,
      ),
    );
  });

  router.all('/loki/api/v1/query', form, request => {
    parseTime(parametersOf(request)('time'), 0n);
    parseLogQuery(parametersOf(request)('query') ?? '');
    throw new BadRequest(
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  });

  const seriesOf = (request: Request, selectors: string[]) => {
    const given = parametersOf(request);
    const range = parseRange(
      { start: given('start'), end: given('end') },
      now(),
      SIX_HOURS,
    );
    return options
      .store(tenantOf(request))
      .series(selectors.map(parseSelector), range);
  };

  router.all(
    ['/loki/api/v1/labels', '/loki/api/v1/label'],
    form,
    (request, response) => {
      const query = parametersOf(request)('query');
      const names = seriesOf(request, query ? [query] : []).flatMap(labels =>
        Object.keys(labels),
      );
      response.json(success([...new Set(names)].sort()));
    },
  );

  router.all('/loki/api/v1/label/:name/values', form, (request, response) => {
    const query = parametersOf(request)('query');
    const values = seriesOf(request, query ? [query] : [])
      .map(labels => labels[request.params.name])
      .filter(value => value !== undefined);
    response.json(success([...new Set(values)].sort()));
  });

  router.all('/loki/api/v1/series', form, (request, response) => {
    const selectors = [
      ...listOf(request, 'match[]'),
      ...listOf(request, 'match'),
    ];
    if (selectors.length === 0) {
      throw new BadRequest('0 matcher groups supplied');
    }
    response.json(success(seriesOf(request, selectors)));
  });

  router.get('/loki/api/v1/status/buildinfo', (_, response) => {
    response.json({
      ...{ version: '3.4.2-sandbox', revision: 'sandbox', branch: 'sandbox' },
      ...{ buildUser: 'sandbox', buildDate: '', goVersion: '' },
    });
  });

  router.use((_, response) => {
    response.status(404).type('text/plain').send('404 page not found\n');
  });
  app.use(answerErrors);
  return app;
}

function tenantOf(request: Request): string {
  return request.header('x-scope-orgid') ?? 'fake';
}

function listOf(request: Request, name: string): string[] {
  return [
    request.query[name],
    isRecord(request.body) ? request.body[name] : undefined,
  ]
    .flat()
    .filter(value => typeof value === 'string');
}

/** Reads parameters from the form in the body first, then from the address. */
function parametersOf(request: Request): (name: string) => string | undefined {
  return name => listOf(request, name).pop();
}

function checkLength(nanoseconds: bigint, maxSeconds: number): void {
  if (maxSeconds > 0 && nanoseconds > BigInt(Math.round(maxSeconds * 1e9))) {
    throw new BadRequest(
      `the query time range exceeds the limit (query length: ${
        Number(nanoseconds) / 1e9
      }s, limit: ${maxSeconds}s)`,
    );
  }
}
